from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from guftugu.drafting.verifying import Unreadable, verdicts
from guftugu.texts.digests import digest_of, in_groups
from guftugu.texts.files import Document, Printed, Source, write

TITLE = "Framework for a *negotiation*"
PASSAGES = (
    Printed(None, "heading", 1, "Return of refugees"),
    Printed(1, "paragraph", 1, "Both sides share 1. the task [as agreed].\nA second line. [¶12]"),
    Printed(2, "item", 1, "Ҷавоби ӯ ҳанӯз нарасид, #1 | 2. [¶12, ¶C3]", "tg"),
    Printed(3, "item", 1, "- under_scores_ and \\ strokes"),
    Printed(4, "table", 1, "Who\tWhen\nBoth\tMay"),
    Printed(5, "paragraph", 1, "بازگشت پناهندگان", "fa"),
)
DIGEST = digest_of(TITLE, [one.words for one in PASSAGES])
SUFFIXES = ("md", "html", "docx")


def paper(*passages: Printed) -> Document:
    return Document(
        TITLE, "en", "", (f"Final text. Digest {in_groups(DIGEST)}",), passages or PASSAGES,
        (Source("¶12", "We are prepared."), Source("¶C3", "So are we.")), f"{TITLE} · trail 0123456789abcdef",
        datetime(1994, 3, 7, tzinfo=UTC),
    )  # fmt: skip


def kept(folder: Path, suffix: str, *passages: Printed) -> Path:
    file = folder / f"final.{suffix}"
    file.write_bytes(write(paper(*passages), suffix))
    return file


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_as_it_went_out_is_the_final_text(tmp_path: Path, suffix: str) -> None:
    (told,) = verdicts(kept(tmp_path, suffix))
    assert told.is_final, told
    assert told.digest == DIGEST


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("at", [0, 1, 4])
def test_one_word_changed_is_found(tmp_path: Path, suffix: str, at: int) -> None:
    changed = list(PASSAGES)
    one = changed[at]
    changed[at] = Printed(one.number, one.kind, one.level, one.words + " Not.", one.language)
    (told,) = verdicts(kept(tmp_path, suffix, *changed))
    assert not told.is_final


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_passage_added_or_lost_is_found(tmp_path: Path, suffix: str) -> None:
    (more,) = verdicts(kept(tmp_path, suffix, *PASSAGES, Printed(6, "paragraph", 1, "And nothing else.")))
    assert not more.is_final
    assert any("And nothing else." in words for words in more.besides)
    (less,) = verdicts(kept(tmp_path, suffix, *PASSAGES[:-1]))
    assert not less.is_final


def test_a_plain_text_however_its_lines_are_broken(tmp_path: Path) -> None:
    digest = digest_of("Framework", ["Both sides agree.", "They meet."])
    file = tmp_path / "final.txt"
    file.write_text(f"Framework\n\nDigest\n{in_groups(digest)}\n\n1. Both sides\nagree.\n\n2. They meet.\n", "utf-8")
    assert [one.is_final for one in verdicts(file)] == [True]
    file.write_text("Framework\n\nBoth sides agree.\n\nThey meet.\n", "utf-8")
    assert verdicts(file) == []
    assert verdicts(file, digest=digest)[0].is_final
    assert not verdicts(file, digest="0" * 64)[0].is_final


def test_a_word_that_word_was_told_to_delete_does_not_count(tmp_path: Path) -> None:
    file = kept(tmp_path, "docx")
    packed = BytesIO(file.read_bytes())
    with ZipFile(packed) as was, ZipFile(file, "w", ZIP_DEFLATED) as now:
        for part in was.namelist():
            content = was.read(part)
            if part == "word/document.xml":
                gone = b'<w:del w:id="9" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
                content = content.replace(b"</w:p>", gone + b"</w:p>", 1)
            now.writestr(part, content)
    assert verdicts(file)[0].is_final


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"no zip"), ("a.md", b"\xff\xfe\x00"), ("b.docx", b"PK\x05\x06" + bytes(18))]
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        verdicts(file)


def test_a_pdf_is_refused_as_one(tmp_path: Path) -> None:
    file = tmp_path / "final.pdf"
    file.write_bytes(b"%PDF-1.7 and so on")
    with pytest.raises(Unreadable, match="pdf"):
        verdicts(file)


def test_a_file_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.docx"
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(201_000_000))
    with pytest.raises(Unreadable):
        verdicts(file)
