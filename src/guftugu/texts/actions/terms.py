from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.positions import INSTANT
from guftugu.people.languages import CODE
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.actions.citations import UnableToWrite
from guftugu.texts.lookups.terms import term_seen
from guftugu.texts.models import Term, TermWords

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer


@transaction.atomic
def add_term(
    dialogue: Dialogue, words: Mapping[tuple[str, str], str], *, note: str = "", by: Viewer, now: datetime
) -> Term:
    """Agree with the translators what something is called, language by language."""
    room = dialogues.room_of_kind(by, dialogue, RoomKind.TRANSLATORS)
    if room is None or not by.holds_key(room):
        raise UnableToWrite(_("The list of terms is kept in the translators’ room."))
    told = {key: said.strip() for key, said in words.items() if said.strip()}
    if not told:
        raise UnableToWrite(_("Say what it is called, in one language at least."))
    term = Term.objects.create(id=uuid4(), dialogue=dialogue, room=room, recorded_at=now)
    rows = [_word(term, *key, said, note=note, by=by, now=now) for key, said in told.items()]
    record_act("term_added", by=by, about=term, room=room, kept=[term, *rows], now=now)
    return term


@transaction.atomic
def word_term(
    term: Term, language: str, words: str, *, script: str = "", note: str = "", by: Viewer, now: datetime
) -> TermWords:
    """From now on it is called so in this language; without words it has none there any more."""
    _check(term, by=by)
    before = term_seen(by, term).into((language, script))
    if (before.words, before.note) == (words.strip(), note.strip()) if before else not words.strip():
        raise UnableToWrite(_("It is called so already."))
    row = _word(term, language, script, words, note=note, by=by, now=now)
    record_act("term_worded", by=by, about=row, room=term.room, kept=[row], now=now)
    return row


@transaction.atomic
def end_term(term: Term, *, by: Viewer, now: datetime) -> None:
    """Take a term off the list. What it was called stays in the store."""
    _check(term, by=by)
    words = term_seen(by, term).words
    if not words:
        raise UnableToWrite(_("This term is off the list already."))
    rows = [_word(term, *key, "", note="", by=by, now=now) for key in words]
    record_act("term_ended", by=by, about=term, room=term.room, kept=rows, now=now)


def _check(term: Term, *, by: Viewer) -> None:
    if not by.is_signed_in or not by.holds_key(term.room_id):
        raise UnableToWrite(_("The list of terms is kept in the translators’ room."))


def _word(
    term: Term, language: str, script: str, words: str, *, note: str, by: Viewer, now: datetime
) -> TermWords:  # fmt: skip
    if not CODE.fullmatch(language):
        raise UnableToWrite(_("%(language)s is no code of a language.") % {"language": language or "–"})
    before = TermWords.objects.filter(term=term, language=language, script=script).order_by("-recorded_at").first()
    if before is not None:
        # Two words of one term are never of the same moment: the later one counts.
        now = max(now, before.recorded_at + INSTANT)
    row = TermWords(
        id=uuid4(), term=term, room=term.room, language=language, script=script, ends=not words.strip(), recorded_at=now
    )
    shelf = shelf_in(term.room, by=by, now=now, about=About("term", term.pk))
    seal(row, shelf=shelf, words=words.strip(), note=note.strip())
    row.save(force_insert=True)
    return row
