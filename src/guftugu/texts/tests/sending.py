"""A small text that is sent out and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from hypothesis import strategies as st

from guftugu.texts.files import Document, Printed, marks
from guftugu.texts.files.answers import Was
from guftugu.texts.files.pack import as_pack
from guftugu.texts.files.returned import Returned, ReturnedPassage
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


WORDS = ["ceasefire", "refugees", "return", "safety", "spring", "амният", "гурезагон", "бозгашт", "мулк", "صلح"]
PASSAGES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=6)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Was], list[tuple[str, Was]]]:
    """Any text, and any other made of it: passages left out, new, moved, reworded, of another kind."""
    kinds = st.sampled_from(["paragraph", "heading", "item"])
    base = [Was(str(UUID(int=at)), " ".join(words), draw(kinds)) for at, words in enumerate(draw(PASSAGES))]
    kept = [was for was in base if draw(st.integers(0, 4))] or base[:1]
    now = [(was.id, was) for was in draw(st.permutations(kept))]
    for at in draw(st.lists(st.integers(0, len(now) - 1), max_size=2)):
        key, was = now[at]
        now[at] = (key, replace(was, words=" ".join(draw(st.permutations([*was.words.split(), "soon"])))))
    for words in draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), max_size=2)):
        now.insert(draw(st.integers(0, len(now))), ("", Was("", " ".join(words), draw(kinds))))
    return base, now


def next_draft() -> list[Was]:
    """`BASE` with one of everything that can become of a passage."""
    known = {was.id: was for was in BASE} | {
        "n0": Was("n0", "A preamble of ours."),
        "n1": Was("n1", "without delay", "item"),
        "n2": Was("n2", "Конец — پایان."),
    }
    known["p1"] = replace(known["p1"], words="Both sides agree at once that all fighting must end.")
    known["p3"] = replace(known["p3"], words="Refugees return in full safety before winter.")
    known["t1"] = replace(known["t1"], words="Who\tWhen\nEast\tMarch\nNorth\tJune")
    known["i3"] = replace(known["i3"], level=1)
    return [known[key] for key in ("n0", "h1", "p3", "p1", "p2", "h2", "i1", "n1", "i3", "t1", "n2")]


def sent_back(passages: Sequence[tuple[str, Was]]) -> Returned:
    """A file with these passages; what has an id has its bookmark."""
    return Returned(
        tuple(
            ReturnedPassage(was.words, was.kind, was.level, (marks.known_by(key),) if key else ())
            for key, was in passages
        )
    )
