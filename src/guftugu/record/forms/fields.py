"""Fields that several forms here have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.rooms.models import Room


def room_choices(rooms: Iterable[Room]) -> list[tuple[str, str]]:
    return [(str(room.pk), str(room)) for room in rooms]


def occasion_choices(occasions: Iterable[DatedOccasion]) -> list[tuple[str, str]]:
    return [(str(seen.occasion.pk), _called(seen)) for seen in occasions]


def room_field(rooms: Sequence[Room], *, label: str | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(label=label or _("Room"), choices=room_choices(rooms))


def _called(seen: DatedOccasion) -> str:
    title = seen.occasion.title or str(seen.occasion.get_kind_display())
    return f"{title} ({seen.said})" if seen.said else title
