from __future__ import annotations

from datetime import datetime, timedelta

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.caucus import propose_wording, release_answer, settle
from guftugu.drafting.actions.joint_texts import begin_joint_text
from guftugu.drafting.actions.rounds import open_releases, open_round
from guftugu.drafting.lookups.joint_texts import round_seen
from guftugu.drafting.models import JointText, Round, Wording
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written

SMALL = {
    "moderator-ru": ("moderator", ""),
    "rapporteur": ("rapporteur", ""),
    "g1": ("participant", "G"),
    "g2": ("participant", "G"),
    "o1": ("participant", "O"),
    "staff": ("staff", ""),
    "colleague": ("colleague", ""),
}
WORDS = ("The parties shall meet in May.", "Refugees return under guarantees.", "A commission is formed.")


def begin(house: House, *words: str, title: str = "Framework", now: datetime = NOW) -> JointText:
    by = house.viewer("moderator-us")
    passages = [Written(one) for one in words or WORDS]
    return begin_joint_text(house.dialogue, title, passages, language="en", by=by, now=now)


def opened(house: House, joint: JointText, *, now: datetime = NOW) -> Round:
    found = open_round(joint, deadline_said="Friday noon", by=house.viewer("moderator-us"), now=now)
    return reread(house, found)


def reread(house: House, found: Round, name: str = "moderator-us") -> Round:
    """The round as somebody finds it now."""
    return round_seen(house.viewer(name), house.dialogue, found.pk).round


def wrote(
    house: House, found: Round, name: str, at: int, words: str, *, kind: str = "change", why: str = "ours",
    now: datetime = NOW,
) -> Wording:  # fmt: skip
    viewer, room = house.viewer(name), house.rooms[f"caucus-{name[0].upper()}"]
    passage = text_seen(viewer, found.base.text_id, number=found.base.number).passages[at].id
    return propose_wording(found, passage, room, kind, words, why=why, language="en", by=viewer, now=now)


def ask(house: House, found: Round, name: str, at: int, words: str, *, kind: str = "change") -> Wording:
    written = wrote(house, found, name, at, words, kind=kind)
    settle(written, by=house.viewer(name), now=NOW)
    return written


def release(house: House, found: Round, name: str) -> None:
    release_answer(found, house.rooms[f"caucus-{name[0].upper()}"], by=house.viewer(name), now=NOW)


def answered(house: House, found: Round, *, minutes: int = 1) -> Round:
    """Both sides have said something of the first passage, the opposition of the last too, and all was opened."""
    ask(house, found, "g1", 0, "The parties shall meet in June.")
    ask(house, found, "o1", 0, "The parties shall meet in April.")
    ask(house, found, "o1", 2, "A joint commission is formed.")
    for name in ("g1", "o1"):
        release(house, found, name)
    open_releases(found, by=house.viewer("moderator-us"), now=NOW + timedelta(minutes=minutes))
    return reread(house, found)
