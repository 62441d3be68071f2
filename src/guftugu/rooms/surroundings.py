"""What rooms belong to. This package does not know; a later one says it where its addresses are read (`belong`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from guftugu.rooms.viewer import Viewer

# By room: what that which it belongs to is called for this viewer. Nothing where there is only one such thing.
Named = Callable[["Viewer"], dict[UUID, str]]

_NAMED: list[Named] = []


def belong(named: Named) -> None:
    _NAMED.append(named)


def names_around(viewer: Viewer) -> dict[UUID, str]:
    return {room: name for named in _NAMED for room, name in named(viewer).items()}
