from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """When somebody was here is nobody else's to see."""
    return Q(account=viewer.account_id) if viewer.is_signed_in else Q(pk__in=[])
