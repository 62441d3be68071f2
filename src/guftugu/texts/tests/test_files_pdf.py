from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guftugu.texts.files import as_pdf, in_pdf
from guftugu.texts.files.in_pdf import UnableToSet
from guftugu.texts.tests.papers import (
    HOSTILE,
    PERSIAN_WORDS,
    TAJIK,
    TAJIK_WORDS,
    document,
    heading,
    item,
    paragraph,
    report,
    table,
)
from guftugu.texts.tests.pdf_words import copied


def test_every_word_can_be_copied_out_again() -> None:
    words = copied(as_pdf(report())).words
    assert TAJIK in words
    assert all(word in words for word in TAJIK_WORDS.split())
    assert PERSIAN_WORDS in words
    assert "Участники обсудили условия возвращения беженцев." in words
    assert re.search("The opposition is prepared to negotiate.\\s¶C12, ¶217 It seeks no position before.", words)
    assert "�" not in words


def test_the_fonts_are_those_of_the_paper() -> None:
    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", as_pdf(report())))
    assert fonts == {
        b"LibertinusSerif-Regular",
        b"LibertinusSerif-Semibold",
        b"LibertinusSerif-Bold",
        b"NotoNaskhArabic-Regular",
    }


def test_words_are_never_mark_up() -> None:
    """One paper with all of them: each is there letter by letter, in whatever it stands."""
    plain = [" ".join(words.split()) for words in HOSTILE]
    passages = [made for words in HOSTILE for made in (heading(words), paragraph(words, 1), item(words))]
    said = copied(as_pdf(document(*passages, table("\t".join(HOSTILE[3:6]))))).words
    assert {words: said.count(words) >= 3 for words in plain} == dict.fromkeys(plain, True)


@pytest.mark.parametrize("words", [HOSTILE[0], HOSTILE[1], HOSTILE[-1]])
def test_nothing_around_the_passages_is_mark_up(words: str) -> None:
    made = document(paragraph("x [¶C1]"), title=words, lines=HOSTILE, foot=words, language=words)
    said = copied(as_pdf(made)).words
    assert said.count(" ".join(words.split())) >= 3
    assert all(" ".join(line.split()) in said for line in HOSTILE)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=8))
def test_any_letters_can_be_set(written: list[str], language: str) -> None:
    passages = [
        made for words in written for made in (paragraph(words, 1), item(words, 2), table(words), heading(words))
    ]
    assert as_pdf(document(*passages, language=language, title=language)).startswith(b"%PDF-")


def test_pages_are_numbered_and_carry_the_foot() -> None:
    pages = copied(as_pdf(document(*(paragraph("What was said then. " * 20, at) for at in range(1, 41))))).pages
    assert len(pages) > 3
    assert all(f"Trail 3f2a91c0{at} / {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert [page.count("Report for January–March 1994") for page in pages] == [1] * len(pages)


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    passages = [made for at in range(60) for made in (heading(f"Heading {at}"), paragraph("It was said. " * 30))]
    for page in copied(as_pdf(document(*passages))).pages:
        assert not re.search(r"Heading \d+Trail", page)


def test_an_empty_paper_is_a_paper() -> None:
    assert len(copied(as_pdf(document(title="", lines=(), foot=""))).pages) == 1


def test_languages_are_named_to_whoever_reads_aloud() -> None:
    pdf = as_pdf(document(paragraph("Сухан"), paragraph("سخن", language="fa"), language="tg"))
    assert b"/Lang(tg)" in pdf
    assert b"/MarkInfo<</Marked true" in pdf
    assert b"/Direction/R2L" in as_pdf(document(language="fa"))


def test_nothing_of_the_record_is_left_without_cites() -> None:
    said = copied(as_pdf(document(*report().passages, sources=report().sources, cites=False))).words
    assert "¶" not in said
    assert "explained it in detail" not in said


def test_what_typst_says_when_it_gives_up_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_pdf, "data", lambda _made: {"title": "a name nobody may read"})
    with pytest.raises(UnableToSet) as refused:
        as_pdf(report())
    assert "nobody may read" not in str(refused.value)


def test_the_program_knows_no_secrets_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUFTUGU_SECRET", "planted")
    told: dict[str, Any] = {}

    def run(*_called: object, **given: Any) -> subprocess.CompletedProcess[bytes]:
        told.update(given)
        return subprocess.CompletedProcess([], 0, b"%PDF-")

    monkeypatch.setattr(subprocess, "run", run)
    as_pdf(report())
    assert set(told["env"]) <= {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}


def test_the_file_tells_when_it_was_made_and_nothing_of_the_machine() -> None:
    pdf = as_pdf(report())
    assert b"/CreationDate(D:19940414093000Z)" in pdf
    assert b"/Author" not in pdf
    assert b"/home/" not in pdf
    assert b"file://" not in pdf
