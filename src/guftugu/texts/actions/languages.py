from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.people.languages import CODE
from guftugu.rooms.acts import record_act
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.actions.versions import check_not_closed
from guftugu.texts.kinds import LanguageStanding
from guftugu.texts.lookups.renderings import languages
from guftugu.texts.models import TextLanguage
from guftugu.texts.visibility import may_render

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text


@transaction.atomic
def want_language(
    text: Text, language: str, *, script: str = "", standing: str = LanguageStanding.FOR_READING,
    held_after: Occasion | None = None, by: Viewer, now: datetime,
) -> TextLanguage:  # fmt: skip
    """Say that a text is to be had in a language, or what standing its words have there. The last word counts."""
    _check(text, by=by)
    if not CODE.fullmatch(language):
        raise UnableToWrite(
            _("“%(code)s” is no code of a language. Write it as in “tg”, “fa” or “uz-Latn”.") % {"code": language}
        )
    if standing not in LanguageStanding:
        raise UnableToWrite(_("There is no such standing of a language."))
    return _write(text, language, script, standing, held_after=held_after, ends=False, by=by, now=now)


@transaction.atomic
def end_language(text: Text, language: str, *, script: str = "", by: Viewer, now: datetime) -> TextLanguage:
    """Say that a text is no longer rendered into a language. Its renderings stay where they are."""
    _check(text, by=by)
    if (language, script) not in {one.tongue for one in languages(by, text) if not one.is_lead}:
        raise UnableToWrite(_("This text is not rendered into that language."))
    standing = LanguageStanding.FOR_READING
    return _write(text, language, script, standing, held_after=None, ends=True, by=by, now=now)


def _check(text: Text, *, by: Viewer) -> None:
    if not may_render(by, text):
        raise UnableToWrite(_("You cannot write in this room."))
    check_not_closed(text)


def _write(
    text: Text, language: str, script: str, standing: str, *, held_after: Occasion | None, ends: bool, by: Viewer,
    now: datetime,
) -> TextLanguage:  # fmt: skip
    row = TextLanguage.objects.create(
        id=uuid4(), text=text, room=text.room, language=language, script=script, standing=standing,
        held_after=held_after, ends=ends, recorded_at=now,
    )  # fmt: skip
    verb = "language_ended" if ends else "language_wanted"
    record_act(verb, by=by, about=row, room=text.room, kept=[row], now=now)
    return row
