from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F

from guftugu.record.lookups.citations import evidence
from guftugu.rooms.words import is_broken, is_sunset, open_rows
from guftugu.texts.citing import labels
from guftugu.texts.lookups.texts import PassageSeen, TextSeen
from guftugu.texts.models import Placing, Rendering, Version
from guftugu.texts.passages import printed_numbers
from guftugu.texts.visibility import visible_to

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.viewer import Viewer


def history(viewer: Viewer, wanted: Collection[UUID]) -> dict[UUID, list[TextSeen]]:
    """Of each text all its versions, the first first, as `text_seen` has them; in as many queries for one as all."""
    rows = Version.objects.filter(visible_to(viewer), text__in=wanted).select_related("text__room", "text__dialogue")
    versions = open_rows(viewer, rows.order_by("text", "number"))
    placed: dict[UUID, list[Placing]] = defaultdict(list)
    for one in Placing.objects.filter(version__in=versions).select_related("passage").order_by("place"):
        placed[one.version_id].append(one)
    renderings = _renderings(viewer, wanted)
    cited = evidence(viewer, [one.pk for several in renderings.values() for _number, one in several])
    latest = {row.text_id: row.pk for row in versions}
    found: dict[UUID, list[TextSeen]] = defaultdict(list)
    for row in versions:
        passages = _passages(row, placed[row.pk], renderings, cited)
        found[row.text_id].append(TextSeen(row.text, row, passages, is_latest=latest[row.text_id] == row.pk))
    return dict(found)


def _renderings(viewer: Viewer, wanted: Collection[UUID]) -> dict[UUID, list[tuple[int, Rendering]]]:
    """By passage, in order: from which version on it reads so, in the language that leads its text."""
    rows = Rendering.objects.filter(
        visible_to(viewer), passage__text__in=wanted, language=F("passage__text__language"),
        script=F("passage__text__script"),
    ).annotate(from_version=F("version__number"))  # fmt: skip
    found: dict[UUID, list[tuple[int, Rendering]]] = defaultdict(list)
    for row in open_rows(viewer, rows.order_by("version__number", "recorded_at", "pk")):
        found[row.passage_id].append((row.from_version, row))
    return found


def _passages(
    version: Version, placed: Sequence[Placing], renderings: dict[UUID, list[tuple[int, Rendering]]],
    cited: dict[UUID, list[Shown]],
) -> list[PassageSeen]:  # fmt: skip
    numbers = printed_numbers((one.passage_id, one.kind) for one in placed)
    found = []
    for one in placed:
        standing = [row for number, row in renderings.get(one.passage_id, ()) if number <= version.number]
        if not standing:
            continue
        row = standing[-1]
        order = {label: place for place, label in enumerate(labels(row.words))}
        resting = sorted(cited.get(row.pk, []), key=lambda shown: order.get(shown.label, len(order)))
        found.append(
            PassageSeen(
                one.passage_id, one.place, numbers[one.passage_id], one.kind, one.level, row.words, row.language,
                row.script, one.passage.composed_as, is_sunset(row, "words"), is_broken(row, "words"), resting,
            )
        )  # fmt: skip
    return found
