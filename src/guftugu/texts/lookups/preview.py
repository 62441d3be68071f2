"""What somebody typed, before it is kept: which entries it names, and how it would read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from guftugu.record.labels import read_label
from guftugu.record.lookups.entries import entries_labelled
from guftugu.texts.citing import labels, relabelled
from guftugu.texts.lookups.texts import PassageSeen
from guftugu.texts.passages import printed_numbers

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.passages import Written


@dataclass(frozen=True)
class Preview:
    """`new`: passages that no earlier one was recognised in. `unknown`: labels that name nothing he may read."""

    passages: list[PassageSeen]
    new: set[UUID]
    unknown: list[str]


def entries_named(viewer: Viewer, dialogue: Dialogue, passages: Iterable[Written]) -> dict[str, Shown]:
    """By label as it was typed (`¶g.4`, `¶m12` will do): the entry it names, where the viewer may read that."""
    typed = {label: read_label(label) for one in passages for label in labels(one.words)}
    shown = {(one.room.pk, one.entry.number): one for one in entries_labelled(viewer, dialogue, typed)}
    rooms = {one.room.pk: one.room for one in shown.values()}
    found = {}
    for label, read in typed.items():
        room = next((room for room in rooms.values() if read and read.is_of(room)), None)
        if read and room and (room.pk, read.number) in shown:
            found[label] = shown[room.pk, read.number]
    return found


def preview(viewer: Viewer, dialogue: Dialogue, written: Sequence[Written], *, language: str, script: str) -> Preview:
    known = entries_named(viewer, dialogue, written)
    printed = {typed: shown.label for typed, shown in known.items()}
    by_label = {shown.label: shown for shown in known.values()}
    placed = [(one.passage or uuid4(), one) for one in written]
    numbers = printed_numbers((pk, one.kind) for pk, one in placed)
    passages = []
    for place, (pk, one) in enumerate(placed, start=1):
        words = relabelled(one.words, printed)
        evidence = [by_label[label] for label in labels(words) if label in by_label]
        passages.append(
            PassageSeen(
                pk, place, numbers[pk], one.kind, one.level, words, language, script, one.composed_as,
                evidence=evidence,
            )
        )  # fmt: skip
    typed = dict.fromkeys(label for one in written for label in labels(one.words))
    return Preview(
        passages, {pk for pk, one in placed if one.passage is None}, [label for label in typed if label not in known]
    )
