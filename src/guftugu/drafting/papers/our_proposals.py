"""What became of what a caucus asked, on paper: its own rows, for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.papers.heads import head_lines
from guftugu.drafting.papers.moderators_print import one_cell
from guftugu.texts.files import Document, Printed

if TYPE_CHECKING:
    from guftugu.drafting.lookups.caucus import Asked, BecameOfOurs
    from guftugu.drafting.lookups.joint_texts import RoundSeen
    from guftugu.rooms.models import Room
    from guftugu.texts.lookups.texts import PassageSeen, TextSeen


def our_proposals(
    found: RoundSeen, base: TextSeen, caucus: Room, released: Sequence[Asked], became: Sequence[BecameOfOurs]
) -> Document:
    """`released` is the caucus's answer, `became` what it was told of it."""
    told = {"number": found.round.number, "room": str(caucus)}
    head = (_("Passage"), _("What we asked"), _("What became of it"))
    rows = [head, *(_told(one) for one in became), *(_waiting(one) for one in released if not _is_told(one, became))]
    empty = [Printed(None, "paragraph", 1, _("We asked for no change."), get_language() or "")]
    table = [
        Printed(None, "table", 1, "\n".join("\t".join(map(one_cell, row)) for row in rows), get_language() or "")
    ]  # fmt: skip
    return Document(
        title=base.title,
        language=base.text.language,
        script=base.text.script,
        lines=(
            _("%(room)s: what became of what we asked in round %(number)d") % told,
            *head_lines(base, found.seen.rounds),
        ),
        passages=tuple(table if len(rows) > 1 else empty),
        sources=(),
        foot=_("%(room)s · round %(number)d") % told,
        made_at=found.round.released_at or found.round.opened_at,
    )


def _told(one: BecameOfOurs) -> tuple[str, ...]:
    row = one.disposition
    asked = _asked(row.proposal.kind, str(row.proposal.get_kind_display()), row.asked)
    became = str(row.get_became_display())
    return _number(one.passage), asked, f"{became}. {row.why}" if row.why else became


def _waiting(one: Asked) -> tuple[str, ...]:
    return _number(one.passage), _asked(one.kind, str(WordingKind(one.kind).label), one.words), _("not said yet")


def _is_told(one: Asked, became: Sequence[BecameOfOurs]) -> bool:
    return any(
        (row.passage.id if row.passage else None, row.disposition.proposal.kind, row.disposition.asked)
        == (one.passage.id if one.passage else None, one.kind, one.words)
        for row in became
    )


def _asked(kind: str, called: str, words: str) -> str:
    if kind == WordingKind.CHANGE:
        return words
    return f"{called}: {words}" if words else called


def _number(passage: PassageSeen | None) -> str:
    return str(passage.number) if passage and passage.number else "–"
