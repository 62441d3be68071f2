from __future__ import annotations

from datetime import datetime, timedelta

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.texts.actions.renderings import render_passage
from guftugu.texts.actions.sending import send_to_render
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.texts import latest_version, text_seen
from guftugu.texts.models import Rendering, Text, Version
from guftugu.texts.passages import Written

CAST = {
    "g1": ("participant", "G"),
    "translator": ("translator", ""),
    "another": ("translator", ""),
    "staff": ("staff", ""),
}
RUSSIAN = ("ru", "")
LATER = NOW + timedelta(minutes=5)


def sent(house: House, draft: Version, *tongues: tuple[str, str]) -> Text:
    by = house.viewer("moderator-us")
    return send_to_render(latest_version(by, draft.text), languages=tongues or [RUSSIAN], by=by, now=NOW).text


def render(
    house: House, text: Text, at: int, words: str, *, by: str = "translator", language: str = "ru", now: datetime = NOW
) -> Rendering:  # fmt: skip
    """Of the title (0) or a passage, on what stands there now."""
    viewer = house.viewer(by)
    row = side_by_side(viewer, text.pk).all_rows[at]
    before = row.in_tongue((language, ""))
    assert row.lead is not None
    assert before is not None
    return render_passage(
        text, row.passage.id, words, language=language, of=row.lead,
        after=before.rendering.pk if before.rendering else None, by=viewer, now=now,
    )  # fmt: skip


def standing(house: House, text: Text, at: int) -> Rendering:
    found = side_by_side(house.viewer("moderator-us"), text.pk).all_rows[at].renderings[0].rendering
    assert found is not None
    return found


def states(house: House, text: Text, *, by: str = "translator", number: int | None = None) -> list[str]:
    return [row.renderings[0].state for row in side_by_side(house.viewer(by), text.pk, number=number).all_rows]


def written_on(house: House, draft: Version, *words: str) -> Version:
    by = house.viewer("moderator-us")
    seen = text_seen(by, draft.text_id)
    passages = [Written(one, passage=seen.passages[at].id) for at, one in enumerate(words)]
    return write_version(draft.text, seen.title, passages, after=seen.version.number, by=by, now=LATER)
