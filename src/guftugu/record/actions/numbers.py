from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from guftugu.record.models import Entry, Series

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.rooms.models import Room


def give_numbers(dialogue: Dialogue, room: Room, count: int) -> range:
    """The next numbers of a room. They stay gapless because they are given in the transaction that uses them.

    The caller has joined the line of acts before, so that nobody waits for this row while holding up the line.
    """
    series, _made = Series.objects.select_for_update().get_or_create(dialogue=dialogue, room=room)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)


def next_place(occasion: Occasion, room: Room) -> int:
    """After everything the occasion has. A caucus counts for itself: its gaps would tell how much was said in it."""
    rows = Entry.objects.filter(occasion=occasion)
    rows = rows.filter(room=room) if room.is_caucus else rows.exclude(room__kind="caucus")
    return (rows.aggregate(last=Max("place"))["last"] or 0) + 1
