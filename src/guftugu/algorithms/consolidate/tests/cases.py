"""Hard cases: short texts with few different words, and hands that do to them all that hands do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from guftugu.algorithms.consolidate import Passage, Proposal
from guftugu.algorithms.words import tokens

KINDS = ("heading", "paragraph", "item")
WORDS = (
    "peace",
    "peace",
    "the",
    "Сулҳ",
    "мир",
    "беженцы",
    "й",
    "صلح",
    "مُهاجر",
    "1,000",
    "3.5",
    "«да»",
    "[¶C12]",
    "e\u0301",
)
GAPS = (" ", " ", " ", "  ", ", ", ". ", ".\n", "", " — ")
HANDS = ("A", "b", "В", "ب", "north")

Draw = Callable[[st.SearchStrategy], object]


@st.composite
def passages(draw: st.DrawFn, least: int = 0) -> list[Passage]:
    texts = draw(st.lists(wordings(), min_size=least, max_size=5))
    return [Passage(f"p{at}", text, draw(st.sampled_from(KINDS))) for at, text in enumerate(texts)]


@st.composite
def wordings(draw: st.DrawFn) -> str:
    pairs = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=8))
    return "".join(word + gap for word, gap in pairs)


@st.composite
def proposals(draw: st.DrawFn, base: list[Passage], hand: str) -> Proposal:
    """What a hand makes of a text in up to five strokes. Words that are its own begin with its name."""
    text = list(base)
    for stroke in range(draw(st.integers(0, 5))):
        _stroke(draw, text, f"{hand}{stroke}")
    return Proposal(hand, text)


@st.composite
def rounds(draw: st.DrawFn, most: int = 4) -> tuple[list[Passage], list[Proposal]]:
    base = draw(passages())
    hands = draw(st.lists(st.sampled_from(HANDS), max_size=most, unique=True))
    return base, [draw(proposals(base, hand)) for hand in hands]


@st.composite
def rearranged(draw: st.DrawFn) -> tuple[list[Passage], list[Proposal]]:
    """A text of different words, and hands that add, insert and move, and join or split once: none takes any away."""
    base: list[Passage] = []
    number = 0
    for at, size in enumerate(draw(st.lists(st.sampled_from((3, 6, 8)), min_size=1, max_size=4))):
        words = " ".join(f"w{number + more}" for more in range(size))
        base.append(Passage(f"p{at}", words + draw(st.sampled_from((".", "")))))
        number += size
    hands = draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=3, unique=True))
    return base, [draw(_rearrangement(base, hand)) for hand in hands]


@st.composite
def _rearrangement(draw: st.DrawFn, base: list[Passage], hand: str) -> Proposal:
    text = list(base)
    at = draw(st.integers(0, len(text) - 1))
    one = text[at]
    words = one.text.split(" ")
    match draw(st.sampled_from(("join", "split", "neither"))):
        case "join" if at + 1 < len(text):
            kept = draw(st.sampled_from(text[at : at + 2]))
            text[at : at + 2] = [Passage(kept.id, f"{one.text} {text[at + 1].text}")]
        case "split" if len(words) >= 6:
            cut = draw(st.integers(3, len(words) - 3))
            parts = [(one.id, words[:cut]), (f"part-{hand}", words[cut:])]
            text[at : at + 1] = [Passage(name, " ".join(part)) for name, part in parts]
    for stroke in range(draw(st.integers(0, 2))):
        at, own = draw(st.integers(0, len(text) - 1)), f"{hand}{stroke}"
        one = text[at]
        match draw(st.sampled_from(("add", "insert", "move"))):
            case "add":
                added = draw(st.sampled_from((f"{own} {one.text}", f"{one.text} {own}")))
                text[at] = Passage(one.id, added)
            case "insert":
                text.insert(at, Passage(f"new-{own}", own))
            case "move":
                text.insert(draw(st.integers(0, len(text) - 1)), text.pop(at))
    return Proposal(hand, text)


def _stroke(draw: st.DrawFn, text: list[Passage], name: str) -> None:
    kind = draw(st.sampled_from(("reword", "reword", "space", "insert", "leave out", "move", "split", "join", "kind")))
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    if kind == "insert":
        words = draw(st.sampled_from((name, "the same", f"{name} the peace", "")))
        text.insert(at, Passage(draw(st.sampled_from(("new", name))) + f"-{len(text)}-{name}", words, "item"))
    elif not text:
        return
    elif kind == "leave out":
        del text[at]
    elif kind == "move":
        text.insert(draw(st.integers(0, len(text) - 1)), text.pop(at))
    elif kind == "kind":
        text[at] = Passage(text[at].id, text[at].text, draw(st.sampled_from(KINDS)))
    elif kind == "split":
        cut = draw(st.integers(0, len(text[at].text)))
        whole = text[at]
        text[at : at + 1] = [
            Passage(whole.id, whole.text[:cut].rstrip(), whole.kind),
            Passage(f"part-{name}", whole.text[cut:].lstrip(), draw(st.sampled_from(KINDS))),
        ]
    elif kind == "join":
        whole = draw(st.sampled_from(text[at : at + 2]))
        text[at : at + 2] = [Passage(whole.id, " ".join(one.text for one in text[at : at + 2]), whole.kind)]
    else:
        text[at] = Passage(text[at].id, _reworded(draw, text[at].text, kind, name), text[at].kind)


def _reworded(draw: st.DrawFn, text: str, kind: str, name: str) -> str:
    words = tokens(text)
    start = draw(st.integers(0, len(words)))
    end = min(len(words), start + draw(st.integers(0, 3)))
    own = (" ", "", "\n") if kind == "space" else (name, f"{name} ", f"peace {name}", "peace ", "")
    words[start:end] = [draw(st.sampled_from(own))]
    return "".join(words)
