"""Read every template, style sheet and script of ours, and list what the strict policy or the house forbids.

A page holds no inline style or script, calls no other host, and has every word of its own in the catalogues.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

SOURCE = Path("src/guftugu")
# Namespaces of SVG and the like are names; nobody fetches them.
NAMESPACE = "http://www.w3.org/"

COMMENT = re.compile(r"{#.*?#}|{% comment\b.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
BLOCKTRANSLATE = re.compile(r"{%\s*blocktrans(?:late)?\b(.*?)%}.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
# What a person wrote or types, and what names its own language, is not for translation.
VERBATIM = re.compile(r"<(code|kbd|samp|bdi)\b.*?</\1>", re.DOTALL)
OF_ITS_OWN = re.compile(r"<(?!html\b)(\w+)\b[^<>]*\s(?:lang=\"[a-z]+\"|class=\"code\")[^<>]*>.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.DOTALL)
SPOKEN = re.compile(r"""\s(?:alt|aria-label|aria-description|placeholder|title)=(["'])(.*?)\1""", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_FOR_TRANSLATION = {"Guftugu"}

Fault = tuple[int, str]


def main() -> int:
    readers: dict[str, Callable[[str], Iterator[Fault]]] = {
        ".html": faults_in_template,
        ".css": faults_in_style_sheet,
        ".js": faults_in_any,
        ".svg": faults_in_any,
    }
    found = 0
    for path in sorted(path for path in SOURCE.rglob("*") if path.suffix in readers):
        text = path.read_text(encoding="utf-8")
        for line, sentence in sorted(readers[path.suffix](text)):
            print(f"{path}:{line}: {sentence}")
            found += 1
    return bool(found)


def faults_in_template(text: str) -> Iterator[Fault]:
    yield from faults_in_any(text)
    for match in BLOCKTRANSLATE.finditer(text):
        if "trimmed" not in match[1].split():
            yield _line(text, match.start()), "blocktranslate must be trimmed"
    markup = _blanked(COMMENT, text)
    for match in TAG.finditer(_blanked(CODE, markup)):
        yield from ((_line(text, match.start()), sentence) for sentence in _faults_of_tag(match[0]))
    for start, word in _bare_words(markup):
        yield _line(text, start), f"{word!r} does not go through gettext"


def faults_in_style_sheet(text: str) -> Iterator[Fault]:
    yield from faults_in_any(text)
    physical = r"(?<![\w-])((?:margin|padding|border)-(?:left|right)|(?:text-align|float|clear):\s*(?:left|right))\b"
    for match in re.finditer(physical, text):
        yield _line(text, match.start()), f"{match[1]} is wrong from right to left; use the logical property"
    for match in re.finditer(r"@import\b|url\(\s*['\"]?(?:data:|//)", text):
        yield _line(text, match.start()), f"{match[0]} is not allowed by the policy"


def faults_in_any(text: str) -> Iterator[Fault]:
    for match in re.finditer(r"(?:\bhttps?:|(?<=[\"'(]))//[\w.-]+\.\w+[^\s\"'<>)]*", text):
        if not match[0].startswith(NAMESPACE):
            yield _line(text, match.start()), f"{match[0]}: no page names another host"


def _faults_of_tag(tag: str) -> Iterator[str]:
    if re.match(r"<style\b", tag, re.IGNORECASE):
        yield "a <style> is refused by the policy; put it in a style sheet"
    if re.match(r"<script\b", tag, re.IGNORECASE) and not re.search(r"\ssrc\s*=", tag):
        yield "an inline <script> is refused by the policy; put it in a file"
    for attribute in re.findall(r"\s(style|on[a-z]+)\s*=", tag, re.IGNORECASE):
        yield f"{attribute}= is refused by the policy"


def _bare_words(markup: str) -> Iterator[tuple[int, str]]:
    """Words between tags, and in the attributes that are read aloud, that no translate tag holds."""
    spoken = _blanked(CODE, _blanked(BLOCKTRANSLATE, markup))
    attributes = [
        (tag.start() + match.start(2), match[2]) for tag in TAG.finditer(spoken) for match in SPOKEN.finditer(tag[0])
    ]
    between = _blanked(ENTITY, _blanked(TAG, _blanked(VERBATIM, _blanked(OF_ITS_OWN, spoken))))
    for start, words in [(0, between), *attributes]:
        for match in WORD.finditer(words):
            if match[0] not in NOT_FOR_TRANSLATION:
                yield start + match.start(), match[0]


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The same text, the same length and lines, without what the pattern finds."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


if __name__ == "__main__":
    sys.exit(main())
