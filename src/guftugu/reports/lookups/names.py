from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from guftugu.dialogues import lookups as dialogues
from guftugu.people import lookups as people
from guftugu.reports.leaving import Name

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.names import Called
    from guftugu.rooms.viewer import Viewer

_BETWEEN_PLACES = re.compile(r"[,;/]")


def names(viewer: Viewer, dialogue: Dialogue) -> list[Name]:
    """What persons, organisations and occasions are called in the viewer's rooms, once each, with their code names."""
    found: dict[tuple[str, bool], Name] = {}
    for name in _all(viewer, dialogue):
        found.setdefault((name.words.casefold(), name.is_person), name)
    return list(found.values())


def codes(viewer: Viewer, dialogue: Dialogue) -> list[str]:
    """The code names that the viewer's rooms know: they are not sealed, so no look at sealed words finds them."""
    return [seen.code for seen in people.persons(viewer, dialogue)]


def _all(viewer: Viewer, dialogue: Dialogue) -> Iterator[Name]:
    for row in people.key_to_codes(viewer, dialogue) or []:
        yield from (Name(words, row.room, is_person=True, shown=row.called.name) for words in _called(row.called))
    for person in people.persons(viewer, dialogue):
        yield Name(person.code, person.room)
    for organisation in people.organisations(viewer, dialogue):
        yield from (Name(words, organisation.room, shown=organisation.name) for words in _called(organisation.called))
    for seen in dialogues.occasions(viewer, dialogue):
        called = [seen.occasion.title, *_BETWEEN_PLACES.split(seen.occasion.place)]
        yield from (Name(words.strip(), seen.occasion.room) for words in called if words.strip())


def _called(called: Called) -> list[str]:
    every = [called.name, *called.by_language.values(), *called.spellings, *called.earlier]
    return [words for words in dict.fromkeys(every) if words]
