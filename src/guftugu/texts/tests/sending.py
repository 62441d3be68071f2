"""A small text that is sent out and comes back."""

from __future__ import annotations

from collections.abc import Sequence

from guftugu.texts.files import Document, Printed
from guftugu.texts.files.answers import Was
from guftugu.texts.files.pack import as_pack
from guftugu.texts.tests.papers import document

BASE = (
    Was("h1", "Ending the fighting", "heading"),
    Was("p1", "Both sides agree that fighting must stop."),
    Was("p2", "They report to the commission within 12\u00a0days. [¶C12, ¶C13]\nIt answers."),
    Was("h2", "Refugees", "heading", 2),
    Was("p3", "Refugees return in safety before the winter."),
    Was("i1", "in safety", "item"),
    Was("i2", "in dignity", "item"),
    Was("i3", "with their families", "item", 2),
    Was("t1", "Who\tWhen\nNorth\tMay\nSouth\tJuly", "table"),
    Was("p4", "The commission meets every month in Moscow."),
)


def printed(base: Sequence[Was], language: str = "en") -> Document:
    passages = []
    number = 0
    for was in base:
        number += was.kind != "heading"
        shown = None if was.kind == "heading" else number
        passages.append(Printed(shown, was.kind, was.level, was.words, was.language, was.script))
    return document(*passages, language=language)


def pack(base: Sequence[Was]) -> bytes:
    return as_pack(printed(base), [was.id for was in base])
