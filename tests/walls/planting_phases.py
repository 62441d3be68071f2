"""Words planted in judgements on the phases: in each room where judgements are made, and in one that was released."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.phases.actions.releases import release_standing
from guftugu.phases.actions.standings import end_standing, judge
from guftugu.record.actions.entries import add_entry
from guftugu.record.actions.subjects import add_subject

# What rests on the meeting lies on its shelves in plenary and behind it, and goes with them when it is sunset.
OF_THE_MEETING = ("moderators", "plenary")
OF_THEIR_OWN = ("staff", "colleagues")
LATER = NOW + timedelta(hours=2)


def plant_standings(house: House, planted: Mapping[str, str], meeting: Occasion) -> None:
    for room in OF_THE_MEETING:
        _plant_in(house, room, planted[room], meeting, held_after=meeting)
    for room in OF_THEIR_OWN:
        own = Occasion.objects.filter(room=house.rooms[room]).first()
        assert own is not None
        _plant_in(house, room, planted[room], own, held_after=None)
    _release_one(house, planted["colleagues"], meeting)


def _plant_in(house: House, name: str, word: str, occasion: Occasion, *, held_after: Occasion | None) -> None:
    """On the group and on a subject of the room; judged, ended, by whom and why, resting on an entry of the room."""
    by, room, dialogue = house.viewer("moderator-us"), house.rooms[name], house.dialogue
    entry = add_entry(dialogue, room, occasion, "note", f"{word} evidence", by=by, now=NOW)
    subject = add_subject(dialogue, f"{word}-judged", f"{word} judged", rooms=[room], by=by, now=NOW)
    for about in (None, subject):
        standing = judge(
            dialogue, room, 3, "tentative", f"{word} why", cites=[entry], subject=about, held_after=held_after,
            judged_by=f"{word} judge", by=by, now=LATER,
        )  # fmt: skip
    end_standing(standing, f"{word} no more", held_after=held_after, judged_by=f"{word} judge", by=by, now=LATER)


def _release_one(house: House, word: str, meeting: Occasion) -> None:
    """What the colleagues are told of; who judged it stays behind."""
    by, dialogue, room = house.viewer("moderator-us"), house.dialogue, house.rooms["moderators"]
    entry = add_entry(dialogue, room, meeting, "note", "An entry that stays behind", by=by, now=NOW)
    standing = judge(
        dialogue, room, 4, "momentary", f"{word} told", cites=[entry], held_after=None, by=by, now=LATER
    )  # fmt: skip
    release_standing(standing, house.rooms["colleagues"], by=by, now=LATER)
