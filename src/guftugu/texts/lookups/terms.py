from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from guftugu.record.folding import stems
from guftugu.rooms.words import open_rows
from guftugu.texts.models import Term, TermWords
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer

Key = tuple[str, str]


@dataclass(frozen=True)
class TermSeen:
    term: Term
    words: dict[Key, TermWords] = field(default_factory=dict)

    def into(self, key: Key) -> TermWords | None:
        return self.words.get(key)

    @property
    def notes(self) -> list[str]:
        return list(dict.fromkeys(row.note for row in self.words.values() if row.note))


def terms(viewer: Viewer, dialogue: Dialogue) -> list[TermSeen]:
    """The agreed terms of a dialogue, as they are called now, in the order in which they were agreed."""
    rows = Term.objects.filter(visible_to(viewer), dialogue=dialogue).select_related("room")
    return [seen for seen in _worded(viewer, rows) if seen.words]


def term(viewer: Viewer, dialogue: Dialogue, term_id: UUID) -> TermSeen:
    rows = Term.objects.filter(visible_to(viewer), dialogue=dialogue, pk=term_id).select_related("room")
    found = next(iter(_worded(viewer, rows)), None)
    if found is None:
        raise Http404
    return found


def term_seen(viewer: Viewer, term: Term) -> TermSeen:
    return _worded(viewer, [term])[0]


def term_history(viewer: Viewer, term: Term) -> list[TermWords]:
    """All it was ever called, oldest first."""
    rows = TermWords.objects.filter(visible_to(viewer), term=term)
    return open_rows(viewer, rows.order_by("recorded_at", "pk"))


def _worded(viewer: Viewer, terms: Iterable[Term]) -> list[TermSeen]:
    found = {row.pk: TermSeen(row) for row in terms}
    last: dict[tuple[UUID, str, str], TermWords] = {}
    for row in TermWords.objects.filter(visible_to(viewer), term__in=found).order_by("recorded_at", "pk"):
        last[row.term_id, row.language, row.script] = row
    for row in open_rows(viewer, [row for row in last.values() if not row.ends]):
        found[row.term_id].words[row.language, row.script] = row
    return list(found.values())


@dataclass(frozen=True)
class TermHere:
    """A term that stands in some words: what it is called there, and what was agreed in the other language."""

    called: str
    agreed: str
    note: str
    is_used: bool = True


@dataclass(frozen=True)
class Standing:
    """Some words in one language, and as they are rendered into another ("" where they are not)."""

    words: str
    key: Key
    rendered: str
    into: Key


def terms_in(viewer: Viewer, listed: Iterable[TermSeen], here: Standing) -> list[TermHere]:
    """Those that stand in the words, in any form; whether what was agreed stands in the rendering."""
    said, rendered = stems(here.words, here.key[0]), stems(here.rendered, here.into[0])
    found = []
    for seen in listed:
        called, agreed = seen.into(here.key), seen.into(here.into)
        if called and agreed and viewer.may_read(seen.term.room_id) and stems(called.words, here.key[0]) <= said:
            is_used = not here.rendered or stems(agreed.words, here.into[0]) <= rendered
            found.append(TermHere(called.words, agreed.words, agreed.note, is_used))
    return found
