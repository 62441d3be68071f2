"""A joint text through two rounds: brackets, a new passage, one left out, one moved, a table, citations."""

from __future__ import annotations

from datetime import datetime, timedelta

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import propose_wording, release_answer, settle
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.joint_texts import begin_joint_text
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.models import JointText, Round
from guftugu.drafting.tests.builders import reread
from guftugu.record.tests.builders import file_notes, hold_meeting
from guftugu.texts.lookups.texts import PassageSeen, text_seen
from guftugu.texts.passages import Written

TITLE = "Framework for a negotiation"
HEARD = "O^ Nobody goes home to a burnt house.\nG^ Elections cannot wait.\nG^ We answer for our districts."
FIRST = (
    Written("The return of refugees", kind="heading"),
    Written("Both sides bring the refugees home before the elections. [¶1, ¶2]"),
    Written("The Government guarantees the safety of those who return, and gives back their houses. [¶3]"),
    Written("The parties shall meet in Moscow in May 1994."),
    Written("Political process", kind="heading"),
    Written("A commission is formed, in which both sides have the same number of seats."),
    Written("all political prisoners are released", kind="item"),
    Written("the media are open to both sides", kind="item"),
    Written("Who\tWhat\nGovernment\tSafety of those who return\nOpposition\tA list of those in camps", kind="table"),
)
SECOND = (
    "The return of refugees",
    "Both sides bring the refugees home [Alt 1: as far as roads allow | Alt 2: before the elections]. [¶1, ¶2]",
    "The Government guarantees the safety of those who return, and helps them rebuild their houses. [¶3]",
    "The parties shall meet in [Alt 1: Tehran in April | Alt 2: Moscow in June | Alt 3: Moscow in May] 1994.",
    "Political process",
    "A commission is formed, in which both sides have the same number of seats. It reports every month.",
    "all political prisoners and all those held without charge are released",
    "",
    "Who\tWhat\nGovernment\tSafety of those who return\nOpposition\tA full list of those in camps\nBoth\tNo arrests",
)
OBSERVERS = "International observers are present in all districts."
MET = "The parties shall meet in Moscow in April 1994."
SPOKESMEN = {"g1": "caucus-G", "o1": "caucus-O"}


def two_rounds(house: House) -> tuple[JointText, Round, Round]:
    by = house.viewer("moderator-us")
    file_notes(house, hold_meeting(house, 1), HEARD)
    joint = begin_joint_text(house.dialogue, TITLE, FIRST, language="en", by=by, now=NOW)
    first = _first(house, joint)
    close_round(first, by=by, now=NOW + timedelta(days=2))
    return joint, first, _second(house, joint)


def _first(house: House, joint: JointText) -> Round:
    by = house.viewer("moderator-us")
    found = reread(house, open_round(joint, deadline_said="Friday noon", by=by, now=NOW))
    _ask(house, found, "g1", 1, "Both sides bring the refugees home, as far as roads allow. [¶1, ¶2]")
    _ask(house, found, "g1", 2, SECOND[2])
    _ask(house, found, "o1", 2, SECOND[2])
    _ask(house, found, "g1", 3, "The parties shall meet in Moscow in June 1994.")
    _ask(house, found, "o1", 3, "The parties shall meet in Tehran in April 1994.")
    _ask(house, found, "o1", 6, "all political prisoners and all those held without charge are released at once")
    _ask(house, found, "g1", 7, "", kind="leave_out")
    _ask(house, found, "o1", 5, OBSERVERS, kind="new")
    found = _opened(house, found, NOW + timedelta(hours=1))
    (new,) = [one for one in proposals(by, found) if one.proposal.kind == "new"]
    before = _passages(house, joint)
    passages = [_written(one, words) for one, words in zip(before, SECOND, strict=True) if words]
    passages.insert(6, Written(OBSERVERS, composed_as=f"new-{new.proposal.pk}"))
    _write(house, found, passages, "in_part", after=1, now=NOW + timedelta(hours=2))
    return reread(house, found)


def _second(house: House, joint: JointText) -> Round:
    """One settles on what both can bear; the table goes to the front, as one side asked."""
    by = house.viewer("moderator-us")
    found = reread(house, open_round(joint, by=by, now=NOW + timedelta(days=20)))
    _ask(house, found, "g1", 3, MET)
    _ask(house, found, "o1", 5, "", kind="move", comes_first=True)
    found = _opened(house, found, NOW + timedelta(days=21))
    before = _passages(house, joint)
    passages = [_written(one, MET if at == 3 else one.words) for at, one in enumerate(before)]
    passages.insert(0, passages.pop(5))
    _write(house, found, passages, "adopted", after=2, now=NOW + timedelta(days=22))
    return reread(house, found)


def _ask(
    house: House, found: Round, name: str, at: int, words: str, *, kind: str = "change", comes_first: bool = False
) -> None:
    viewer, room = house.viewer(name), house.rooms[SPOKESMEN[name]]
    passage = text_seen(viewer, found.base.text_id, number=found.base.number).passages[at].id
    row = propose_wording(
        found, passage, room, kind, words, why="Our people ask for it.", comes_first=comes_first, language="en",
        by=viewer, now=found.opened_at,
    )  # fmt: skip
    settle(row, by=viewer, now=found.opened_at)


def _opened(house: House, found: Round, now: datetime) -> Round:
    for name, room in SPOKESMEN.items():
        release_answer(found, house.rooms[room], by=house.viewer(name), now=now)
    open_releases(found, by=house.viewer("moderator-us"), now=now)
    return reread(house, found)


def _write(
    house: House, found: Round, passages: list[Written], became: str, *, after: int, now: datetime
) -> None:  # fmt: skip
    by = house.viewer("moderator-us")
    told = {one.proposal.pk: BecameSo(became, "As far as both can bear it.") for one in proposals(by, found)}
    write_next_draft(found, TITLE, passages, told, after=after, by=by, now=now)


def _passages(house: House, joint: JointText) -> list[PassageSeen]:
    return text_seen(house.viewer("moderator-us"), joint.text_id).passages


def _written(was: PassageSeen, words: str) -> Written:
    return Written(words, kind=was.kind, level=was.level, passage=was.id)
