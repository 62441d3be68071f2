"""What every wall test needs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from guftugu.texts.files.formats import FORMATS
from guftugu.texts.files.in_pdf import data
from guftugu.texts.files.paper import paper

if TYPE_CHECKING:
    from guftugu.texts.files import Document


@pytest.fixture(autouse=True)
def a_pdf_shows_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a PDF words lie compressed, where no search would find a planted one: here it is what typst is given."""
    monkeypatch.setitem(FORMATS, ".pdf", replace(FORMATS[".pdf"], write=_what_is_set))


def _what_is_set(document: Document) -> bytes:
    return json.dumps(data(paper(document)), ensure_ascii=False).encode()
