"""Whose the changes between two drafts are, as they were traced. For moderators and nobody else: it names hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.algorithms.words import tokens
from guftugu.drafting.papers.tracked_changes import Whose, by_sign
from guftugu.drafting.tracing import TITLE, Origin, TracedPassage, struck_by
from guftugu.drafting.wording import named

if TYPE_CHECKING:
    from guftugu.drafting.lookups.provenance import Provenance
    from guftugu.drafting.tracing import Asked, AskedBy
    from guftugu.texts.lookups.texts import TextSeen


def hands_between(was: TextSeen, told: Provenance) -> Whose:
    """Between an earlier draft and the one that is told of. What no hand asked for is the moderators'."""
    nobody = _("moderators")
    seen_by = told.text.version.made_at
    known = [one for one in told.asked.words if one.known_from <= seen_by]
    listed = [told.title, *(one.traced for one in told.passages)]
    moved: dict[str, list[str]] = {}
    for passage, by, since in told.asked.moves:
        if since <= seen_by:
            moved.setdefault(passage, []).append(by.hand)
    return Whose(
        otherwise=nobody,
        came={one.id: _came(one, was.version.number, nobody) for one in listed},
        went={
            pk: _went(pk, words, known, nobody)
            for pk, words in [(TITLE, was.title), *((str(one.id), one.words) for one in was.passages)]
        },
        moved={passage: ", ".join(sorted(set(map(named, hands)))) for passage, hands in moved.items()},
    )


def _came(one: TracedPassage, since: int, nobody: str) -> list[str]:
    """Words that stood before already, elsewhere, were put here by the pen."""
    return [
        author
        for piece in one.pieces
        for author in by_sign(piece.words, _named(piece.origin) if piece.origin.version > since else nobody)
    ]


def _went(passage: str, words: str, known: Sequence[Asked], nobody: str) -> list[str]:
    cut = tokens(words)
    told = struck_by(passage, cut, known)
    return [
        author for token, by in zip(cut, told, strict=True) for author in by_sign(token, _hands(by) or nobody)
    ]  # fmt: skip


def _named(origin: Origin) -> str:
    return _hands(origin.asked) or _("moderators")


def _hands(asked: Sequence[AskedBy]) -> str:
    return ", ".join(dict.fromkeys(named(one.hand) for one in asked))
