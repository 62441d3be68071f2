"""The consolidation page's one form: what was typed of each passage, kept whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guftugu.drafting.actions.consolidating import BecameSo
from guftugu.drafting.forms.consolidating import BecameForm, DraftForm, PenForm
from guftugu.drafting.kinds import Became
from guftugu.drafting.lookups.consolidation import DRAFT, NEW, PassageToWrite
from guftugu.texts.kinds import PassageKind
from guftugu.texts.passages import Written
from guftugu.texts.plain import rows_typed

if TYPE_CHECKING:
    from django.http import QueryDict

    from guftugu.drafting.lookups.consolidation import Consolidation
    from guftugu.drafting.lookups.proposals import ProposalSeen

BLANK = "blank-"
BLANKS = 2
STEP = 10


@dataclass(frozen=True)
class AskedRow:
    seen: ProposalSeen
    form: BecameForm
    row: PassageToWrite | None = None

    @property
    def is_open_still(self) -> bool:
        """Those who asked were told that it is adopted, and the draft has it in a bracket."""
        seen, row = self.seen, self.row
        if row is None or seen.disposition is None or seen.disposition.became != Became.ADOPTED:
            return False
        return not (seen.moves or seen.clashes or seen.waits) and row.leaves_open(seen.hand)


@dataclass(frozen=True)
class PenRow:
    """A passage with its pen. `is_blank`: for a passage that nobody asked for."""

    row: PassageToWrite
    pen: PenForm
    asked: list[AskedRow]

    @property
    def is_blank(self) -> bool:
        return self.row.key.startswith(BLANK)

    @property
    def differs(self) -> bool:
        """Something was asked of it, or the pen holds other words than what went round."""
        return bool(self.asked) or self.row.base is None or self.row.base.words != self.row.words or self.pen.is_bound


class Pen:
    """`data` is what was sent; a passage that was not among it (somebody wrote it meanwhile) stands as it is now."""

    def __init__(self, laid: Consolidation, data: QueryDict | None = None) -> None:
        self.laid = laid
        self.data = data
        self.sent = set(data.getlist("row")) if data is not None else set()
        latest = laid.latest
        head = {"title": latest.title, "after": latest.version.number}
        self.head = DraftForm(data, initial=head, is_rendered=laid.rendered_title is not None)
        self.rows = [self._row(one, at) for at, one in enumerate([*laid.passages, *self._besides()], start=1)]
        self.apart = [self._asked(one) for one in laid.apart]

    def is_valid(self) -> bool:
        forms: list[Any] = [self.head, *(one.pen for one in self.rows), *(one.form for one in self._all_asked)]
        wrong = [form for form in forms if form.is_bound and not form.is_valid()]
        return not wrong

    @property
    def wrong(self) -> list[Any]:
        """Forms with something to put right, for the list above the page."""
        forms: list[Any] = [self.head, *(one.pen for one in self.rows), *(one.form for one in self._all_asked)]
        return [form for form in forms if form.is_bound and form.errors]

    def go_on_after(self, number: int) -> None:
        """Sent again, what was typed follows this version."""
        if self.data is not None:
            data = self.data.copy()
            data["after"] = str(number)
            self.head.data = data

    def written(self) -> list[Written]:
        """In the order of the places that were typed."""
        told = sorted(
            (self._place(one, at), at, self._written(one)) for at, one in enumerate(self.rows) if self._says(one)
        )  # fmt: skip
        return [one for _place, _at, one in told]

    def typos(self) -> set[UUID]:
        """Passages of the draft, and its title, of which was ticked that no more than a slip is put right."""
        pens = [(self.laid.rendered_title, self.head), *((one.row.draft, one.pen) for one in self.rows)]
        return {pk for pk, form in pens if pk and form.is_bound and form.cleaned_data.get("typo_only")}

    def became(self) -> dict[UUID, BecameSo]:
        told = {one.seen.proposal.pk: one.form.cleaned_data for one in self._all_asked if one.form.is_bound}
        return {pk: BecameSo(given["became"], given["why"]) for pk, given in told.items() if given["became"]}

    @property
    def _all_asked(self) -> list[AskedRow]:
        return [*(one for row in self.rows for one in row.asked), *self.apart]

    def _besides(self) -> list[PassageToWrite]:
        """What was sent and is not laid out any more; and empty ones for passages that nobody asked for."""
        known = {one.key for one in self.laid.passages}
        sent = [key for key in (self.data.getlist("row") if self.data is not None else []) if key not in known]
        blank = [f"{BLANK}{number}" for number in range(1, BLANKS + 1)]
        keys = dict.fromkeys([*sent, *blank])
        return [PassageToWrite(key, None, _passage_of(key), [], "", "") for key in keys]

    def _row(self, row: PassageToWrite, at: int) -> PenRow:
        words = rows_typed(row.words) if row.kind == PassageKind.TABLE else row.words
        initial = {"words": words, "place": at * STEP, "kind": row.kind}
        data = self.data if row.key in self.sent else None
        asked = [self._asked(one, row) for one in row.asked]
        is_rendered = self.laid.is_rendered and row.draft is not None
        return PenRow(row, PenForm(data, initial=initial, prefix=row.key, is_rendered=is_rendered), asked)

    def _asked(self, seen: ProposalSeen, row: PassageToWrite | None = None) -> AskedRow:
        said = seen.disposition
        initial = {"became": said.became, "why": said.why} if said else {}
        prefix = f"became-{seen.proposal.pk}"
        data = self.data if self.data is not None and f"{prefix}-became" in self.data else None
        return AskedRow(seen, BecameForm(data, initial=initial, prefix=prefix), row)

    def _given(self, one: PenRow, name: str) -> Any:
        return one.pen.cleaned_data[name] if one.pen.is_bound else one.pen.initial[name]

    def _says(self, one: PenRow) -> bool:
        return bool(str(self._given(one, "words")).strip())

    def _place(self, one: PenRow, at: int) -> Decimal:
        given = self._given(one, "place")
        return Decimal(given if given is not None else at * STEP)

    def _written(self, one: PenRow) -> Written:
        row = one.row
        kind = self._given(one, "kind")
        known_as = row.key if row.key.startswith(NEW) and row.draft is None else ""
        return Written(
            str(self._given(one, "words")), kind=kind, level=row.level, passage=row.draft, composed_as=known_as
        )  # fmt: skip


def _passage_of(key: str) -> UUID | None:
    try:
        return UUID(key.removeprefix(DRAFT)) if key.startswith(DRAFT) else None
    except ValueError:
        return None
