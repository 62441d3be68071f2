from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.rounds import close_round, open_releases, open_round
from guftugu.drafting.lookups.joint_texts import JointTextSeen, joint_text
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.lookups.provenance import Provenance, provenance
from guftugu.drafting.models import JointText, Round
from guftugu.drafting.tests.builders import WORDS, answered, ask, begin, opened, release, reread
from guftugu.record.tests.builders import file_notes, hold_meeting
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written

LATER = NOW + timedelta(hours=1)


def seen(house: House, joint: JointText, name: str = "moderator-us") -> JointTextSeen:
    return joint_text(house.viewer(name), house.dialogue, joint.pk)


def told(house: House, joint: JointText, *, number: int | None = None) -> Provenance:
    return provenance(house.viewer("moderator-us"), seen(house, joint), number=number)


def rows_of(found: Provenance, at: int) -> list[tuple[str, str, list[int]]]:
    """Words, their hands or their source, and the rounds in which they were asked."""
    return [
        (
            " … ".join(row.words),
            "".join(row.origin.hands) or row.origin.source.value,
            [by.round for by in row.origin.asked],
        )
        for row in found.passages[at].came_from
    ]


def next_draft(house: House, found: Round, *words: str, became: str = "adopted", after: int = 1) -> None:
    by = house.viewer("moderator-us")
    before = text_seen(by, found.joint_text.text_id).passages
    said = {one.proposal.pk: BecameSo(became, "As far as the roads allow.") for one in proposals(by, found)}
    passages = [
        Written(one, passage=before[at].id if at < len(before) else None) for at, one in enumerate(words) if one
    ]  # fmt: skip
    write_next_draft(found, "Framework", passages, said, after=after, by=by, now=LATER)


def test_a_first_draft_rests_on_what_was_heard(house: House) -> None:
    meeting = hold_meeting(house, 1)
    file_notes(house, meeting, "O^ We are prepared.")
    found = told(house, begin(house, "The parties meet. [¶1]", "Refugees return."))
    first = found.passages[0].came_from
    assert [(row.words, [entry.label for entry in row.entries]) for row in first] == [(("The parties meet.",), ["¶1"])]
    assert rows_of(found, 1) == [("Refugees return.", "first", [])]
    assert (found.hands, found.went_out) == ([], 0)


def test_words_are_told_with_hand_round_and_what_became_of_them(house: House, found: Round) -> None:
    found = answered(house, found)
    next_draft(house, found, "The parties shall meet in early June.", WORDS[1], "A joint commission is formed.")
    what = told(house, found.joint_text)
    assert rows_of(what, 0) == [
        ("The parties shall meet in … .", "first", []), ("early", "pen", []), ("June", "G", [1]),
    ]  # fmt: skip
    assert rows_of(what, 2)[1] == ("joint", "O", [1])
    june = what.passages[0].came_from[2]
    assert [(by.hand, said.became if said else "") for by, said in june.became] == [("G", "adopted")]
    (may,) = what.passages[0].traced.struck
    assert (may.words, [by.hand for by in may.asked], may.version) == ("May", ["G", "O"], 2)
    assert what.hands == ["G", "O"]
    earlier = told(house, found.joint_text, number=1)
    assert (earlier.hands, earlier.text.version.number) == ([], 1)


def test_what_was_carried_over_counts_for_the_round_in_which_it_was_asked(house: House, found: Round) -> None:
    by, found = house.viewer("moderator-us"), answered(house, found)
    close_round(found, by=by, now=LATER)
    second = open_round(found.joint_text, by=by, now=LATER)
    open_releases(second, by=by, now=LATER)
    next_draft(house, reread(house, second), "The parties shall meet in June.", *WORDS[1:])
    june = rows_of(told(house, found.joint_text), 0)[1]
    assert june == ("June", "G", [1])
    became = told(house, found.joint_text).passages[0].came_from[1].became
    assert [said.became if said else "" for _by, said in became] == ["adopted"]


def test_a_new_passage_and_one_that_went_out_are_told(house: House, found: Round) -> None:
    ask(house, found, "g1", 1, "", kind="leave_out")
    ask(house, found, "o1", 2, "Prisoners are exchanged first.", kind="new")
    for name in ("g1", "o1"):
        release(house, found, name)
    open_releases(found, by=house.viewer("moderator-us"), now=NOW)
    found = reread(house, found)
    next_draft(house, found, WORDS[0], "", WORDS[2], "Prisoners are exchanged first.")
    what = told(house, found.joint_text)
    assert rows_of(what, 2) == [("Prisoners are exchanged first.", "O", [1])]
    (gone,) = what.gone
    assert gone.passage.words == WORDS[1]
    assert [(one.words, [by.hand for by in one.asked]) for one in gone.traced.struck] == [(WORDS[1], ["G"])]


def test_nobody_but_moderators_is_told(house: House, found: Round) -> None:
    answered(house, found)
    assert told(house, found.joint_text).passages
    for name in ("g1", "o1", "rapporteur"):
        with pytest.raises(Http404):
            provenance(house.viewer(name), seen(house, found.joint_text, name))
    with pytest.raises(Http404):
        told(house, found.joint_text, number=9)


def test_more_passages_and_versions_ask_the_store_no_oftener(house: House) -> None:
    counts = []
    for many in (1, 3):
        joint = begin(house, *WORDS[:many])
        found = opened(house, joint)
        for at in range(many):
            ask(house, found, "g1", at, f"{WORDS[at]} Indeed.")
        release(house, found, "g1")
        by = house.viewer("moderator-us")
        open_releases(found, by=by, now=NOW)
        for number in range(many):
            write_version(joint.text, f"Version {number}", [Written("Words.")], after=number + 1, by=by, now=LATER)
        which = seen(house, joint)
        viewer = house.viewer("moderator-us")
        with CaptureQueriesContext(connection) as asked:
            provenance(viewer, which)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
