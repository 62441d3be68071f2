from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.texts.kinds import Origin
from guftugu.texts.lookups.texts import versions

if TYPE_CHECKING:
    from guftugu.drafting.models import JointText
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


def circulated_copy(viewer: Viewer, joint: JointText) -> Version | None:
    """What circulated last, as it did. What somebody wrote on it in plenary since is no draft of the moderators."""
    if joint.circulated is None:
        return None
    return next((row for row in versions(viewer, joint.circulated) if row.origin == Origin.RELEASED), None)
