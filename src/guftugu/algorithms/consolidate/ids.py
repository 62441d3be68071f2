"""Ids for new passages."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Ids"]


class Ids:
    """Gives new passages the ids that their hands gave them, unless such an id is somebody else's already."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def take(self, wanted: str, hand: str) -> str:
        """Return an id that nothing else has.

        Examples
        --------
        >>> ids = Ids(["p1"])
        >>> ids.take("n", "North"), ids.take("n", "South")
        ('n', 'South:n')
        """
        while wanted in self._taken:
            wanted = f"{hand}:{wanted}"
        self._taken.add(wanted)
        return wanted
