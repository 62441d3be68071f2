"""Papers composed for every audience, one of them written on and released: what each room's words may become."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.reports.actions.checking import check_off
from guftugu.reports.actions.composing import compose_paper
from guftugu.reports.actions.leaving import release_paper
from guftugu.reports.audiences import readers_of
from guftugu.reports.composed import Period, Wanted
from guftugu.reports.lookups.going_out import leaving_with
from guftugu.reports.lookups.papers import paper

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion

EVER = Period(date(1994, 1, 1), date(1994, 12, 31))


def plant_papers(house: House, meeting: Occasion) -> None:
    by, dialogue = house.viewer("moderator-us"), house.dialogue
    for audience in ("team", "participants"):
        compose_paper(dialogue, Wanted("memo", audience, meeting=meeting), by=by, now=NOW)
    compose_paper(dialogue, Wanted("agenda", "participants", meeting=meeting), by=by, now=NOW)
    row = compose_paper(dialogue, Wanted("wrap-up", "colleagues", period=EVER), by=by, now=NOW)
    seen = paper(by, dialogue, row.pk)
    assert seen is not None
    readers = readers_of("public")
    check_off(seen, leaving_with(by, dialogue, seen, readers), readers, by=by, now=NOW)
    release_paper(seen, house.rooms["colleagues"], by=by, now=NOW + timedelta(minutes=1))
