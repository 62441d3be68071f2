from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from guftugu.texts.files import FORMATS, UnknownFormat, write
from guftugu.texts.tests.papers import document, item, paragraph, report


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_paper_is_the_same_bytes(suffix: str) -> None:
    assert write(report(), suffix) == write(report(), suffix)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_time_is_the_one_passed_in_wherever_the_clock_stands(suffix: str) -> None:
    here = datetime(1994, 4, 14, 14, 0, tzinfo=timezone(timedelta(hours=5)))
    assert write(document(made_at=here), suffix) == write(document(made_at=here.astimezone(UTC)), suffix)
    assert write(document(made_at=here), suffix) != write(document(made_at=here + timedelta(days=1)), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_long_papers_can_be_written(suffix: str) -> None:
    passages = [paragraph("What was said then. [¶C1] " * 30, at) for at in range(1, 201)]
    assert write(document(*passages, item("x" * 4000)), suffix)


def test_formats_go_by_the_ends_of_names() -> None:
    assert list(FORMATS) == [".pdf", ".docx", ".html", ".md"]
    assert write(report(), "MD") == write(report(), ".md")


def test_other_endings_are_refused() -> None:
    with pytest.raises(UnknownFormat):
        write(report(), ".odt")
