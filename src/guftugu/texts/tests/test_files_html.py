from __future__ import annotations

from html.parser import HTMLParser

import pytest

from guftugu.texts.files import as_html
from guftugu.texts.tests.papers import HOSTILE, PERSIAN_WORDS, document, heading, item, paragraph, report, table

OURS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "h4", "p", "ul", "li", "span",
    "small", "a", "br", "div", "table", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt", "dd", "footer",
}  # fmt: skip
EMPTY = {"meta", "br"}


class Read(HTMLParser):
    """Reads a page strictly: whatever is opened is closed, in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def said(self) -> str:
        return "".join(self.words)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_mark_up(words: str) -> None:
    passages = (heading(words), paragraph(words, 1), item(words), table(f"{words.strip()}\tb\nc\td"))
    around = {"title": words, "lines": (words,), "foot": words, "sources_title": words, "language": 'en" x="'}
    page = as_html(document(*passages, **around))
    read = Read(page)
    assert {tag for tag, _attributes in read.elements} <= OURS
    assert {name for _tag, attributes in read.elements for name in attributes} <= {
        "lang", "dir", "id", "class", "charset", "http-equiv", "content", "name", "scope",
    }  # fmt: skip
    assert read.said.count(" ".join(words.split())) >= 6


def test_the_page_asks_nobody_for_anything() -> None:
    page = as_html(report()).decode()
    read = Read(page.encode())
    assert "<script" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert not any({"src", "srcset", "action"} & set(attributes) for _tag, attributes in read.elements)
    assert all((link["href"] or "").startswith("#") for link in read.named("a"))
    assert any("default-src 'none'" in (meta.get("content") or "") for meta in read.named("meta"))


def test_blocks_name_their_language_and_direction() -> None:
    read = Read(as_html(report()))
    assert read.named("html") == [{"lang": "en", "dir": "ltr"}]
    assert {"lang": "fa", "dir": "rtl", "id": "p8"} in read.named("p")
    assert {"lang": "tg", "dir": "ltr", "id": "p6"} in read.named("p")
    assert {"lang": "fa", "dir": "rtl"} in read.named("dd")
    assert Read(as_html(document(language="tg", script="Arab"))).named("html") == [{"lang": "tg-Arab", "dir": "rtl"}]


def test_labels_lead_to_their_sources() -> None:
    read = Read(as_html(report()))
    anchors = {source["id"] for source in read.named("dt")}
    assert {(link["href"] or "")[1:] for link in read.named("a")} == anchors == {"source-1", "source-2", "source-3"}
    assert PERSIAN_WORDS in read.said


def test_lists_nest_and_heading_cells_have_words() -> None:
    page = as_html(document(item("a"), item("b", 2), item("c", 3), item("d"), table("\tx\ny\tz")))
    read = Read(page)
    assert len(read.named("ul")) == 3
    assert len(read.named("th")) == 1


def test_nothing_of_the_record_is_left_without_cites() -> None:
    without = as_html(document(*report().passages, sources=report().sources, cites=False)).decode()
    assert "¶" not in without
    assert "explained it in detail" not in without
