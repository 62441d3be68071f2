"""Words planted in texts: one in each room, written on, assented to, handed over; and one that was released."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from guftugu.dialogues.actions.occasions import When
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.models import Person
from guftugu.record.models import Entry
from guftugu.texts.actions.assents import assent
from guftugu.texts.actions.hand_overs import answer_hand_over, hand_over, take_back_hand_over
from guftugu.texts.actions.releases import release_version
from guftugu.texts.actions.versions import begin_text, write_version
from guftugu.texts.models import Version
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer

LATER = NOW + timedelta(hours=3)


def plant_texts(house: House, planted: Mapping[str, str], writers: Mapping[str, str]) -> None:
    for room, writer in writers.items():
        _plant_in(house, room, planted[room], writer)
    moderators, moderator = house.rooms["moderators"], house.viewer("moderator-us")
    memo = begin_text(
        house.dialogue, moderators, "memo", f"{planted['colleagues']} report", [Written(planted["colleagues"])],
        language="en", by=moderator, now=LATER,
    )  # fmt: skip
    release_version(memo, house.rooms["colleagues"], by=moderator, now=LATER)


def _plant_in(house: House, name: str, word: str, writer: str) -> Version:
    by, room = house.viewer(writer), house.rooms[name]
    first = begin_text(
        house.dialogue, room, "covenant", f"{word} covenant", [Written(f"{word} rule"), Written(f"{word} other")],
        language="en", note=f"{word} note", by=by, now=NOW,
    )  # fmt: skip
    changed = [Written(f"{word} rule, changed"), Written(f"{word} cell\t{word} cell", kind="table")]
    second = write_version(first.text, f"{word} title", changed, after=1, note=f"{word} reason", by=by, now=LATER)
    person = Person.objects.get(code="G1")
    assent(second, person, when=When(f"{word} in May"), note=f"{word} condition", by=by, now=LATER)
    _hand_over(second, word, by=by)
    return second


def _hand_over(version: Version, word: str, *, by: Viewer) -> None:
    """Logged, corrected, answered; and one that did not take place."""
    told: dict[str, Any] = {
        "from_whom": f"{word} from", "carried_by": f"{word} carrier", "to_whom": f"{word} recipient",
        "office": f"{word} office", "place": f"{word} place", "received": f"{word} received",
        "when": When(f"{word} in June"),
    }  # fmt: skip
    row = hand_over(version, language="en", **{**told, "to_whom": f"{word} mistaken"}, by=by, now=LATER)
    row = hand_over(version, language="en", **told, corrects=row, by=by, now=LATER)
    entry = Entry.objects.filter(room=version.room).order_by("number").first()
    assert entry is not None
    answer_hand_over(row, entry, by=by, now=LATER)
    other = hand_over(version, language="en", to_whom=f"{word} other", by=by, now=LATER)
    take_back_hand_over(other, why=f"{word} mistake", by=by, now=LATER)
