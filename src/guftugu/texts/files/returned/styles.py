"""What kind of passage a Word paragraph is: by its style, its outline level or its bullets."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from guftugu.texts.files.returned.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
BODY_TEXT = 9  # the outline level of what is no heading
LONGEST_CHAIN = 20


class Styles:
    """The styles and lists of a document, as far as passages need them."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Element] = {}
        self._bullets: dict[str, set[int]] = {}
        if "word/styles.xml" in package:
            for style in package.tree("word/styles.xml").iter(f"{W}style"):
                self._styles[style.get(f"{W}styleId", "")] = style
        if "word/numbering.xml" in package:
            self._read_lists(package.tree("word/numbering.xml"))

    def kind(self, paragraph: Element) -> tuple[str, int]:
        """Return kind and level. A numbered paragraph is a paragraph; one with a bullet is a list item."""
        properties = paragraph.find(f"{W}pPr")
        chain = [properties] if properties is not None else []
        name = _value(properties, "pStyle")
        for _step in range(LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                break
            said = _value(style, "name")
            if heading := HEADING.match(said):
                return "heading", int(heading[1])
            if said.casefold() == "title":
                return "heading", 1
            if said.casefold().startswith(("list bullet", "numbered item")):  # the second is ours
                return "item", int(said[-1]) if said[-1].isdecimal() else 1
            if (own := style.find(f"{W}pPr")) is not None:
                chain.append(own)
            name = _value(style, "basedOn")
        return self._by_properties(chain)

    def _by_properties(self, chain: list[Element]) -> tuple[str, int]:
        for properties in chain:
            level = _value(properties, "outlineLvl")
            if level.isdecimal() and int(level) < BODY_TEXT:
                return "heading", int(level) + 1
        for properties in chain:
            numbers = properties.find(f"{W}numPr")
            if numbers is not None:
                step = _value(numbers, "ilvl")
                at = int(step) if step.isdecimal() else 0
                is_item = at in self._bullets.get(_value(numbers, "numId"), set())
                return ("item", at + 1) if is_item else ("paragraph", 1)
        return "paragraph", 1

    def _read_lists(self, numbering: Element) -> None:
        bullets: dict[str, set[int]] = {}
        for pattern in numbering.iter(f"{W}abstractNum"):
            levels = {
                int(level.get(f"{W}ilvl", "0"))
                for level in pattern.iter(f"{W}lvl")
                if _value(level, "numFmt") == "bullet" and level.get(f"{W}ilvl", "0").isdecimal()
            }
            bullets[pattern.get(f"{W}abstractNumId", "")] = levels
        for listed in numbering.iter(f"{W}num"):
            self._bullets[listed.get(f"{W}numId", "")] = bullets.get(_value(listed, "abstractNumId"), set())


def is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "true") not in {"false", "0", "off"}


def _value(element: Element | None, name: str) -> str:
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
