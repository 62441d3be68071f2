from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.record.forms.fields import room_field

if TYPE_CHECKING:
    from guftugu.rooms.models import Room


class AttachForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "A picture (PNG, JPEG, WebP), PDF, Word (DOCX), ODT or plain text, up to 10 MB. It is kept sealed."
        ),
    )

    def __init__(self, data: Any, files: Any, *, rooms: Sequence[Room], initial: dict[str, Any]) -> None:
        super().__init__(data, files, initial=initial)
        self.rooms = {str(room.pk): room for room in rooms}
        self.fields["room"] = room_field(rooms)
