"""What a version cites: the labels in its words, made citations of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.record.actions.citations import write_new_citations
from guftugu.rooms.refusals import Refusal
from guftugu.texts.citing import labels
from guftugu.texts.passages import printed_numbers

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import Shown
    from guftugu.record.models import Citation
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Placing, Rendering


class UnableToWrite(Refusal):
    pass


def cite_labels(
    room: Room, renderings: Sequence[Rendering], placings: Sequence[Placing], known: Mapping[str, Shown], *,
    by: Viewer, now: datetime,
) -> list[Citation]:  # fmt: skip
    """The citations of new renderings. `known` has the entries by the labels that stand in their words."""
    numbers = printed_numbers([(one.passage_id, one.kind) for one in placings])
    typed = {row.pk: labels(row.words) for row in renderings}
    for row in renderings:
        for label in typed[row.pk]:
            _check(label, known.get(label), room, numbers[row.passage_id])
    cited = [(row, [known[label].entry for label in typed[row.pk]]) for row in renderings]
    return write_new_citations(cited, room, by=by, now=now)


def _check(label: str, shown: Shown | None, room: Room, number: int | None) -> None:
    """Outside a caucus nothing of it shows, not even how far its numbers run: its own entries it alone cites."""
    where = _("Passage %(number)d") % {"number": number} if number else _("A heading")
    told = {"where": where, "label": label}
    if shown is None:
        raise UnableToWrite(_("%(where)s cites %(label)s: there is no such entry that you may read.") % told)
    if shown.room.is_caucus and shown.room.pk != room.pk:
        raise UnableToWrite(_("%(where)s cites %(label)s, which can be cited in its own caucus only.") % told)
