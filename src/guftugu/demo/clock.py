"""The demo is filed at the times of 1993–94, so that "as known after #4" means something in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

BEGINNING = datetime(1993, 1, 10, 9, 0, tzinfo=UTC)
STEP = timedelta(minutes=1)


class Clock:
    """Runs forward only: a minute an act, and to the evening of an occasion's last day when that is filed."""

    def __init__(self) -> None:
        self.at = BEGINNING
        self._filed: dict[str, datetime] = {}

    def tick(self) -> datetime:
        self.at += STEP
        return self.at

    def reach(self, day: date | None) -> None:
        if day is not None:
            self.at = max(self.at, datetime.combine(day, time(18, 0), UTC))

    def note(self, occasion: str) -> None:
        self._filed[occasion] = self.at

    def after(self, occasion: str) -> datetime:
        """Just after an occasion was filed; for one that is not filed yet, now."""
        return self._filed.get(occasion, self.at) + STEP
