"""What a composer gives back: a draft in whole sentences, each with the labels of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guftugu.texts.passages import Written


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Composed:
    title: str
    passages: tuple[Written, ...]
