"""The consolidation of a round on paper, with the hands in its brackets. It is the moderators' and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guftugu.algorithms.consolidate import in_brackets
from guftugu.drafting.kinds import WordingKind
from guftugu.drafting.papers.heads import head_lines
from guftugu.drafting.wording import named
from guftugu.texts.files import Document, Printed

if TYPE_CHECKING:
    from guftugu.drafting.lookups.consolidation import Consolidation, PassageToWrite
    from guftugu.drafting.lookups.joint_texts import RoundSeen
    from guftugu.drafting.lookups.proposals import ProposalSeen
    from guftugu.texts.lookups.texts import TextSeen


def moderators_print(found: RoundSeen, base: TextSeen, laid: Consolidation) -> Document:
    """As it went round, what each hand asked, why it is joined or bracketed; at its end what became of everything."""
    told = {"number": found.round.number}
    lines = [
        _("For moderators only: this paper names who asked."),
        _("Consolidation of round %(number)d; brackets name their hands") % told,
        *head_lines(base, found.seen.rounds),
    ]
    return Document(
        title=base.title,
        language=base.text.language,
        script=base.text.script,
        lines=tuple(lines),
        passages=(*_consolidated(laid), *_dispositions(base, laid)),
        sources=(),
        foot=_("For moderators only · round %(number)d") % told,
        made_at=found.round.released_at or found.round.opened_at,
        cites=True,
    )


def _consolidated(laid: Consolidation) -> Iterator[Printed]:
    for row in laid.passages:
        if row.base is None and not row.asked:
            continue
        words = _with_hands(row)
        level = min(row.level + 1, 3) if row.kind == "heading" else row.level
        number = row.base.number if row.base else None
        yield Printed(number, row.kind, level, words or _left_out(row))
        told = [*row.because, *(_("Please read: %(words)s") % {"words": check} for check in row.checks)]
        for sentence in told:
            yield _ours("item", sentence, level=level + 1 if row.kind == "item" else 1)


def _with_hands(row: PassageToWrite) -> str:
    """`[G: June | O: April | as it was: May]`."""
    parts = []
    for words, alternatives in row.parts:
        told = [f"{_who(hands, is_base=is_base)}: {said.strip() or '—'}" for hands, said, is_base in alternatives]
        parts.append(in_brackets([said for _hands, said, _is_base in alternatives], told) if alternatives else words)
    return "".join(parts)


def _who(hands: Iterable[str], *, is_base: bool) -> str:
    told = ", ".join(map(named, hands))
    if not is_base:
        return told
    return _("%(hands)s, as it was") % {"hands": told} if told else _("as it was")


def _left_out(row: PassageToWrite) -> str:
    return _("Left out: %(words)s") % {"words": row.base.words if row.base else ""}


def _dispositions(base: TextSeen, laid: Consolidation) -> Iterator[Printed]:
    numbers = {one.id: str(one.number) for one in base.passages if one.number}
    rows = [_row(one, numbers.get(one.proposal.passage_id, "–")) for one in laid.all_asked]
    if not rows:
        return
    yield _ours("heading", _("What became of every proposal"))
    head = (_("Passage"), _("Hand"), _("Asked"), _("Why they asked"), _("What became of it"))
    yield _ours("table", "\n".join("\t".join(map(one_cell, row)) for row in [head, *rows]))


def _row(one: ProposalSeen, number: str) -> tuple[str, ...]:
    said = one.disposition
    became = ". ".join(filter(None, [str(said.get_became_display()), said.why])) if said else _("not said yet")
    return number, named(one.hand), _asked(one), one.proposal.why, became


def _asked(one: ProposalSeen) -> str:
    row = one.proposal
    kind = str(row.get_kind_display())
    if row.kind == WordingKind.CHANGE:
        kind = ""
    words = one.in_lead or row.words
    rendered = f"({row.language}: {row.words})" if one.is_rendered and one.in_lead else ""
    carried = f"({_('carried over:')} {row.get_carried_display()})" if row.carried else ""
    return " ".join(filter(None, [f"{kind}:" if kind and words else kind, words, rendered, carried]))


def _ours(kind: str, words: str, *, level: int = 1) -> Printed:
    return Printed(None, kind, level, words, get_language() or "")


def one_cell(words: str) -> str:
    """What a table's cell can hold: neither its rows' nor its cells' ends."""
    return " ".join(words.split())
