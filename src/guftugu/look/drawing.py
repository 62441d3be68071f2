from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from guftugu.look.marks import mark_classes

Value = str | int | float

# Names that a Python keyword or an identifier cannot spell.
SPELLING = {"class_": "class", "view_box": "viewBox"}


def element(name: str, /, *children: str, **attributes: Value | None) -> SafeString:
    """One SVG element. Children and values are escaped unless they are already safe; None leaves an attribute out.

    The look comes from classes of the style sheet: the policy allows no `style=`.
    """
    written = format_html_join(
        "",
        ' {}="{}"',
        ((spelled(key), plain_number(value)) for key, value in attributes.items() if value is not None),
    )
    if not children:
        return format_html("<{}{}/>", mark_safe(name), written)
    return format_html("<{}{}>{}</{}>", mark_safe(name), written, together(children), mark_safe(name))


def spelled(key: str) -> SafeString:
    return mark_safe(SPELLING.get(key, key.replace("_", "-")))


def plain_number(value: Value) -> str:
    """Tenths are fine enough for any printer, and the same drawing is the same text."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


def together(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(conditional_escape(part) for part in parts))


def group(*children: str, **attributes: Value | None) -> SafeString:
    return element("g", together(children), **attributes)


def text(words: str, *, x: float, y: float, class_: str | None = None, anchor: str | None = None) -> SafeString:
    return element("text", words, x=x, y=y, class_=class_, text_anchor=anchor)


def line(*, x1: float, y1: float, x2: float, y2: float, class_: str = "line") -> SafeString:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def link(url: str, *children: str) -> SafeString:
    return element("a", together(children), href=url) if url else group(*children)


def drawn(
    *children: str,
    width: float,
    height: float,
    title: str,
    description: str = "",
    holds_links: bool = False,
    is_narrow: bool = False,
    is_small: bool = False,
) -> SafeString:
    """A whole picture. As an image its parts are not read out; one that holds links is a group, so that they are."""
    return element(
        "svg",
        element("title", title),
        element("desc", description) if description else mark_safe(""),
        together(children),
        class_=" ".join(["drawn", *["is-narrow"] * is_narrow, *["is-small"] * is_small]),
        view_box=f"0 0 {plain_number(float(width))} {plain_number(float(height))}",
        role="group" if holds_links else "img",
        aria_label=title,
    )


# --- measuring ------------------------------------------------------------------------------------------------

FONT_SIZE = 13.0
NARROW = set("iljtfrI.,:;'|!()[] ’‘-")
BROAD = set("mwMWшщжюыфШЩЖЮЫФМД—…")


def text_width(words: str, *, size: float = FONT_SIZE) -> float:
    """A guess on the generous side: the reader's sans is not known here."""
    return sum(width_of(letter) for letter in words) * size


def width_of(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in BROAD:
        return 0.95
    return 0.7 if letter.isupper() else 0.6


def shortened(words: str, *, room: float, size: float = FONT_SIZE) -> str:
    if text_width(words, size=size) <= room:
        return words
    kept = words
    while kept and text_width(kept + "…", size=size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


# --- the marks of parties -------------------------------------------------------------------------------------

OUTLINES = {
    "circle": "M9 0a9 9 0 1 1 0 18a9 9 0 1 1 0-18z",
    "square": "M1 1h16v16H1z",
    "rounded": "M9 1h7q1 0 1 1v8q0 7-7 7H2q-1 0-1-1V9Q1 1 9 1z",
    "drop": "M9 .5a8.5 8.5 0 1 1 0 17H.5V9A8.5 8.5 0 0 1 9 .5z",
    "arch": "M1 17V9a8 8 0 0 1 16 0v8z",
    "tab": "M1 1v8a8 8 0 0 0 16 0V1z",
}
HATCHES = {
    "plain": "",
    "striped": "M1.4 6.6L6.6 1.4M1.4 11.6L11.6 1.4M3.3 14.7L14.7 3.3M6.4 16.6L16.6 6.4M11.4 16.6L16.6 11.4",
    "barred": "M2.4 4.5h13.2M1.4 9h15.2M2.4 13.5h13.2",
    "dotted": "M5 4h1M8.5 4h1M12 4h1M3 9h1M14 9h1M5 14h1M8.5 14h1M12 14h1",
    "crossed": "M1.4 6.6L6.6 1.4M1.4 11.6L11.6 1.4M3.3 14.7L14.7 3.3M6.4 16.6L16.6 6.4M11.4 16.6L16.6 11.4"
    "M16.6 6.6L11.4 1.4M16.6 11.6L6.4 1.4M14.7 14.7L3.3 3.3M11.6 16.6L1.4 6.4M6.6 16.6L1.4 11.4",
}
MARK_SIZE = 18.0


def drawn_mark(letter: str, *, x: float, y: float, name: str = "", shape: str = "", pattern: str = "") -> SafeString:
    shape, pattern, colour = mark_classes(letter, shape=shape, pattern=pattern)
    hatch = HATCHES[pattern]
    return group(
        element("title", name or letter),
        element("path", d=OUTLINES[shape], class_="shape"),
        element("path", d=hatch, class_="hatch") if hatch else mark_safe(""),
        element("text", letter, x=MARK_SIZE / 2, y=13.0, class_="letter"),
        class_=colour or None,
        transform=f"translate({plain_number(x)} {plain_number(y)})",
    )
