from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.texts.files import Document, Printed
from guftugu.texts.sources import sources_of
from guftugu.texts.visibility import is_known_in
from guftugu.trail.lookups import head_when_kept

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import Shown
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.texts import TextSeen


def document(
    viewer: Viewer, seen: TextSeen, *, lines: Sequence[str] = (), tells: Callable[[Shown], bool] | None = None
) -> Document:
    """A version as a file needs it. The words of what it cites stand at its end, as far as `tells` lets them.

    Unless somebody says for whom the file is, it is for the text's room: what its writer reads elsewhere stays there.
    """
    cited = {shown.label: shown for one in seen.passages for shown in one.evidence if viewer.may_read(shown.room)}
    told = [shown for shown in cited.values() if (tells(shown) if tells else is_known_in(seen.text.room, shown.room))]
    return Document(
        title=seen.title,
        language=seen.language,
        script=seen.script,
        lines=tuple(lines),
        passages=tuple(
            Printed(one.number, one.kind, one.level, one.words, one.language, one.script) for one in seen.passages
        ),
        sources=sources_of(told, (one.words for one in seen.passages)),
        foot=_("Trail %(head)s") % {"head": head_when_kept(seen.version.pk).hex()[:16]},
        made_at=seen.version.made_at,
        sources_title=_("Sources"),
    )
