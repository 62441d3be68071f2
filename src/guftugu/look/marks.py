from __future__ import annotations

import hashlib

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = ("circle", "square", "rounded", "drop", "arch", "tab")
PATTERNS = ("plain", "striped", "dotted", "barred", "crossed")

KNOWN = {"G": ("circle", "plain"), "O": ("square", "striped"), "M": ("rounded", "dotted")}


def shape_and_pattern(letter: str) -> tuple[str, str]:
    """The same for the same letter, on every page and for ever."""
    if letter in KNOWN:
        return KNOWN[letter]
    free = [(shape, pattern) for shape in SHAPES for pattern in PATTERNS if (shape, pattern) not in KNOWN.values()]
    number = int.from_bytes(hashlib.sha256(letter.encode()).digest()[:4], "big")
    return free[number % len(free)]


def mark_classes(letter: str, *, shape: str = "", pattern: str = "") -> tuple[str, str, str]:
    """Shape, pattern and the colour that only helps; an unknown shape or pattern falls back to the letter's own."""
    own_shape, own_pattern = shape_and_pattern(letter)
    colour = f"of-{letter.lower()}" if letter in KNOWN else ""
    return shape if shape in SHAPES else own_shape, pattern if pattern in PATTERNS else own_pattern, colour


def party_mark(letter: str, *, name: str = "", shape: str = "", pattern: str = "") -> SafeString:
    shape, pattern, colour = mark_classes(letter, shape=shape, pattern=pattern)
    classes = " ".join(part for part in ("party", f"is-{shape}", f"is-{pattern}", colour) if part)
    spoken = name or letter
    return format_html(
        '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>', classes, spoken, spoken, letter
    )
