from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import guftugu.look

STATIC = Path(guftugu.look.__file__).parent / "static" / "look"
CSS = (STATIC / "paper.css").read_text()
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
TAJIK = "ҒғӢӣҚқӮӯҲҳҶҷЁё"

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|width|height|(?:min|max)-(?:width|height))(?:-[a-z]+)?\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
INK = ("ink", "soft", "link", "good", "wrong", "waiting", "g", "o", "m")
GROUND = ("paper", "sheet", "faint")


def rules_without_media_conditions() -> str:
    return re.sub(r"@media[^{]*\{", "{", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))


LIGHT, DARK = (tokens(block) for block in re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)[:2])


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_css_knows_no_left_and_right() -> None:
    assert PHYSICAL.findall(rules_without_media_conditions()) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUND)
@pytest.mark.parametrize("ink", INK)
def test_ink_stands_out_on_every_ground(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_button_mark_and_edge_stand_out(theme: dict[str, str]) -> None:
    assert contrast(theme["paper"], theme["ink"]) >= 4.5
    assert contrast(theme["ink"], theme["mark"]) >= 4.5
    assert contrast(theme["edge"], theme["sheet"]) >= 3
    assert contrast(theme["edge"], theme["paper"]) >= 3


def test_css_asks_no_other_host() -> None:
    assert not re.search(r'https?:|url\((?!"fonts/)|@import|data:', CSS)


def test_fonts_are_named_by_their_digest_and_all_used() -> None:
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', CSS))
    assert named == {font.name for font in FONTS}
    for font in FONTS:
        assert font.name.split(".")[1] == hashlib.sha256(font.read_bytes()).hexdigest()[:8]


def test_fonts_cover_every_tajik_letter() -> None:
    faces = re.findall(r"@font-face \{.*?fonts/(cyrillic[^.]*).*?unicode-range: (.*?);", CSS)
    assert [name for name, _ranges in faces] == ["cyrillic-400", "cyrillic-600", "cyrillic-400-italic"]
    for _name, ranges in faces:
        assert all(any(holds(part, letter) for part in ranges.split(", ")) for letter in TAJIK)
    assert all(letter in (STATIC / "fonts" / "README.txt").read_text() for letter in TAJIK)


def holds(part: str, letter: str) -> bool:
    first, _dash, last = part.removeprefix("U+").partition("-")
    return int(first, 16) <= ord(letter) <= int(last or first, 16)


def test_first_page_has_room_for_words() -> None:
    assert sum(font.stat().st_size for font in FONTS if "more" not in font.name) < 60_000
    assert len(gzip.compress(CSS.encode())) < 7_000


def test_css_does_without_motion_where_none_is_wanted() -> None:
    assert "prefers-reduced-motion: no-preference" in CSS
    assert "transition" not in CSS
    assert "animation" not in CSS
