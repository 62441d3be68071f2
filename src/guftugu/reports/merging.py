"""A draft composed anew beside a text that a person wrote on: what is offered, and the text with what was taken.

Three stand side by side, passage by passage: as it was composed last, as it stands, as it is composed now. Only what
the composing changed is offered, and what a person changed too is never ticked beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from guftugu.texts.passages import Written

Keyed = dict[str, "Written"]


class Change(TextChoices):
    CHANGED = "changed", _("composed otherwise now")
    NEW = "new", _("new")
    DROPPED = "dropped", _("no longer composed")
    BOTH = "both", _("changed by somebody, and composed otherwise now")
    LEFT_OUT = "left_out", _("left out by somebody, and composed otherwise now")
    EDITED_DROPPED = "edited_dropped", _("changed by somebody, and no longer composed")


OFFERED = {Change.CHANGED, Change.NEW, Change.DROPPED}


@dataclass(frozen=True, slots=True)
class Offer:
    key: str
    change: Change
    before: Written | None
    standing: Written | None
    composed: Written | None

    @property
    def is_ticked(self) -> bool:
        return self.change in OFFERED

    @property
    def mark(self) -> str:
        """Stands for the passage in a form."""
        return blake2b(self.key.encode(), digest_size=9).hexdigest()

    @property
    def change_in_words(self) -> str:
        return str(Change(self.change).label)


def offers(before: Sequence[Written], standing: Sequence[Written], composed: Sequence[Written]) -> list[Offer]:
    """What the last composing said, what stands, what is composed now: all that is to be decided, in order."""
    was, stands, is_now = keyed(before), keyed(standing), keyed(composed)
    order = [*is_now, *(key for key in was if key not in is_now)]
    found = ((key, _change(was.get(key), stands.get(key), is_now.get(key))) for key in order)
    return [
        Offer(key, change, was.get(key), stands.get(key), is_now.get(key))
        for key, change in found
        if change is not None
    ]


def taken(standing: Sequence[Written], composed: Sequence[Written], chosen: Collection[Offer]) -> tuple[Written, ...]:
    """The text as it stands with the chosen passages as they are composed now, each in its place."""
    by_key = {offer.key: offer for offer in chosen}
    merged: list[tuple[str, Written]] = []
    for key, passage in _keys(standing):
        offer = by_key.get(key)
        if offer is None:
            merged.append((key, passage))
        elif offer.composed is not None:
            merged.append((key, replace(offer.composed, passage=passage.passage)))
    at = 0
    for key, passage in _keys(composed):
        there = next((place for place, (known, _passage) in enumerate(merged) if known == key), None)
        if there is not None:
            at = there + 1
        elif key in by_key:
            merged.insert(at, (key, passage))
            at += 1
    return tuple(passage for _key, passage in merged)


def known_passages(composed: Sequence[Written], *earlier: Sequence[Written]) -> tuple[Written, ...]:
    """The composed passages, each as the passage that it was before, if it was one."""
    known = {key: passage.passage for texts in earlier for key, passage in _keys(texts)}
    return tuple(replace(passage, passage=known.get(key)) for key, passage in _keys(composed))


def are_same(some: Iterable[Written], others: Iterable[Written]) -> bool:
    return [_told(one) for one in some] == [_told(other) for other in others]


def digest(composed: Iterable[Written]) -> str:
    """Tells one composition from another, so that what is taken is what was looked at."""
    told = "\x1e".join(f"{passage.composed_as}\x1f{_told(passage)}" for passage in composed)
    return blake2b(told.encode(), digest_size=12).hexdigest()


def keyed(passages: Iterable[Written]) -> Keyed:
    return {key: passage for key, passage in _keys(passages) if passage.composed_as}


def _keys(passages: Iterable[Written]) -> list[tuple[str, Written]]:
    """Each under what a composer knows it by; a passage of somebody's own under a key that no composing has."""
    found: list[tuple[str, Written]] = []
    times: dict[str, int] = {}
    for place, passage in enumerate(passages):
        known_by = passage.composed_as
        times[known_by] = times.get(known_by, 0) + 1
        if not known_by:
            found.append((f"\x00{place}", passage))
        else:
            found.append((known_by if times[known_by] == 1 else f"{known_by}\x00{times[known_by]}", passage))
    return found


def _change(was: Written | None, stands: Written | None, is_now: Written | None) -> Change | None:
    if _told(was) == _told(is_now) or _told(stands) == _told(is_now):
        return None
    if is_now is None:
        return Change.DROPPED if _told(stands) == _told(was) else Change.EDITED_DROPPED
    if was is None:
        return Change.NEW if stands is None else Change.BOTH
    if stands is None:
        return Change.LEFT_OUT
    return Change.CHANGED if _told(stands) == _told(was) else Change.BOTH


def _told(passage: Written | None) -> tuple[str, str, int] | None:
    return (passage.words.strip(), passage.kind, passage.level) if passage else None
