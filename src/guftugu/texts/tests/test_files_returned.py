"""Files that came back, good and bad."""

from __future__ import annotations

import contextlib
import doctest
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guftugu.texts.files import Document, Printed, write
from guftugu.texts.files.returned import NotTaken, UnreadableFile, limits, plain, read_file, read_returned, reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOBODY = 'w:id="1" w:author="Typist" w:date="1994-03-01T00:00:00Z"'


def word(body: str, **parts: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, words in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{words}</w:{name}>')
    return file.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


ONE = f'<w:document xmlns:w="{W}"><w:body><w:p>{run("One.")}</w:p></w:body></w:document>'


def words_of(content: bytes, suffix: str = ".docx") -> list[str]:
    return [passage.words for passage in read_returned(content, suffix).passages]


@pytest.mark.parametrize("module", [plain, reading])
def test_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_what_we_write_we_read(suffix: str) -> None:
    passages = (
        Printed(None, "heading", 1, "Return of refugees"),
        Printed(None, "paragraph", 1, "Both *sides* agree: беженцы [and others] | صلح"),
        Printed(None, "item", 1, "in safety"),
        Printed(None, "item", 2, "at once"),
        Printed(None, "table", 1, "Who\tWhen\nNorth\tMay"),
    )
    made = Document("Framework", "en", "", (), passages, (), "", datetime(1994, 3, 1, tzinfo=UTC))
    found = read_returned(write(made, suffix), suffix)
    assert [one.words for one in found.passages] == ["Framework", *(one.words for one in passages)]
    assert [one.kind for one in found.passages] == ["heading", *(one.kind for one in passages)]
    assert not found.not_taken


def test_plain_text_is_cut_at_empty_lines() -> None:
    assert words_of("Both sides\r\nagree.\r\n\r\n\r\nThey meet.\r\n".encode("utf-8-sig"), ".txt") == [
        "Both sides agree.",
        "They meet.",
    ]
    assert words_of("Одна\nдве\n".encode("utf-16"), ".TXT") == ["Одна", "две"]


def test_markdown_is_headings_paragraphs_items_and_tables() -> None:
    text = "Title\n=====\nOne\\\ntwo\n- a\n  b\n- c\n***\n1. d\n\n| x | y\\|z |\n|---|---|\n| 1 | 2 |\n## Two ##\nend"
    found = read_returned(text.encode(), ".md").passages
    assert [(one.kind, one.words) for one in found] == [
        ("heading", "Title"),
        ("paragraph", "One\ntwo"),
        ("item", "a b"),
        ("item", "c"),
        ("item", "d"),
        ("table", "x\ty|z\n1\t2"),
        ("heading", "Two"),
        ("paragraph", "end"),
    ]


def test_tracked_changes_are_read_as_accepted_whoever_made_them() -> None:
    found = read_returned(
        word(
            f"<w:p>{run('Both sides ')}<w:del {NOBODY}><w:r><w:delText>will </w:delText></w:r></w:del>"
            f"<w:ins {NOBODY}>{run('shall ')}</w:ins>{run('meet.')}</w:p>"
            f"<w:p><w:pPr><w:rPr><w:del {NOBODY}/></w:rPr></w:pPr>{run('They ')}</w:p><w:p>{run('talk.')}</w:p>"
            f"<w:p><w:pPr><w:rPr><w:moveFrom {NOBODY}/></w:rPr></w:pPr><w:moveFrom {NOBODY}>{run('Moved.')}"
            "</w:moveFrom></w:p>"
            f"<w:p>{run('Last.')}</w:p><w:p><w:moveTo {NOBODY}>{run('Moved.')}</w:moveTo></w:p>"
        ),
        ".docx",
    )
    assert [one.words for one in found.passages] == ["Both sides shall meet.", "They talk.", "Last.", "Moved."]
    assert found.authors == ("Typist",)


def test_tables_lists_and_headings_of_word_are_known() -> None:
    made = docx.Document()
    made.add_heading("Framework", 0)
    made.add_heading("Homes", 2)
    made.add_paragraph("in safety", style="List Bullet")
    made.add_paragraph("first", style="List Number")
    table = made.add_table(2, 2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{at}"
    file = BytesIO()
    made.save(file)
    found = read_returned(file.getvalue(), ".docx").passages
    assert [(one.kind, one.level, one.words) for one in found] == [
        ("heading", 1, "Framework"),
        ("heading", 2, "Homes"),
        ("item", 1, "in safety"),
        ("paragraph", 1, "first"),
        ("table", 1, "c0\tc1\nc2\tc3"),
    ]


def test_what_cannot_be_taken_is_listed_with_its_words() -> None:
    found = read_returned(
        word(
            f"<w:p>{run('Both sides.')}<w:r><w:pict><w:p>{run('in a box')}</w:p></w:pict></w:r></w:p>",
            comments=f"<w:comment><w:p>{run('too weak')}</w:p></w:comment>",
            footnotes=f'<w:footnote w:type="separator"/><w:footnote><w:p>{run("see above")}</w:p></w:footnote>',
        ),
        ".docx",
    )
    assert found.not_taken == (
        NotTaken("picture", "in a box"),
        NotTaken("comment", "too weak"),
        NotTaken("footnote", "see above"),
    )


def zipped(name: str, content: bytes | str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


def _entities() -> bytes:
    return zipped(
        "word/document.xml",
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;'
        "</w:t></w:r></w:p></w:body></w:document>",
    )


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol"}">' for at in range(9))
    return zipped("word/document.xml", f'<!DOCTYPE d [{entities}]><w:document xmlns:w="{W}">&l8;</w:document>')


def _parameters() -> bytes:
    return zipped(
        "word/document.xml",
        f'<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><w:document xmlns:w="{W}"/>',
    )


def _many(parts: int, size: int, name: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for at in range(parts):
            package.writestr(name.format(at), bytes(size))
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>')
    return file.getvalue()


def _lying() -> bytes:
    """Says it is small; unpacked it is not."""
    content = bytearray(zipped("word/document.xml", b" " * (limits.PART + 1)))
    size = (limits.PART + 1).to_bytes(4, "little")
    return bytes(content).replace(size, (100).to_bytes(4, "little"))


def _heads() -> bytes:
    words = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>{"x" * (30 * 2**20)}</w:t></w:r></w:p></w:hdr>'
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>')
        for at in range(3):
            package.writestr(f"word/header{at}.xml", words)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "sentence"),
    [
        (b"words", ".odt", limits.UNKNOWN_ENDING),
        (b"", ".txt", limits.NO_PASSAGES),
        (b" \n \n", ".md", limits.NO_PASSAGES),
        ("Одна".encode("cp1251"), ".txt", limits.NOT_UTF8),
        (b"\x00\x01\x02", ".txt", limits.NO_TEXT),
        (b"x" * (limits.FILE + 1), ".txt", limits.TOO_LARGE),
        (b"x\n\n" * (limits.PASSAGES + 1), ".md", limits.TOO_MANY_PASSAGES),
        (b"x" * (limits.LETTERS + 1), ".txt", limits.TOO_LONG),
        (b"no package", ".docx", limits.NOT_WORD),
        (word("<w:p/>")[:-30], ".docx", limits.NOT_WORD),
        (zipped("mimetype", "other"), ".docx", limits.NOT_WORD),
        (zipped("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>'), ".docx", limits.TRUNCATED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ".docx", limits.PROTECTED),
        (zipped("word/document.xml", bytes(limits.PART + 1)), ".docx", limits.UNPACKS_TOO_LARGE),
        (_entities(), ".docx", limits.DECLARES),
        (_laughs(), ".docx", limits.DECLARES),
        (_parameters(), ".docx", limits.DECLARES),
        (_many(20, 25 * 2**20, "word/media/image{}.png"), ".docx", limits.UNPACKS_TOO_LARGE),
        (_many(limits.PARTS, 1, "word/media/image{}.png"), ".docx", limits.TOO_MANY_PARTS),
        (_heads(), ".docx", limits.UNPACKS_TOO_LARGE),
        (_lying(), ".docx", limits.TRUNCATED),
        (b"%PDF-1.7", ".docx", limits.NOT_WORD),
        (b"", ".docx", limits.NOT_WORD),
        (zipped("xl/workbook.xml", "<workbook/>"), ".docx", limits.NOT_WORD),
        (zipped("../../word/document.xml", f'<w:document xmlns:w="{W}"/>'), ".docx", limits.NOT_WORD),
        (zipped("word/document.xml", f'<w:document xmlns:w="{W}"/>'), ".docx", limits.NOT_WORD),
        (word("<w:p>" * 300 + "</w:p>" * 300), ".docx", limits.TOO_DEEP),
        (word("<w:p/>"), ".docx", limits.NO_PASSAGES),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_clear_sentence(content: bytes, suffix: str, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_returned(content, suffix)
    assert refused.value.sentence == sentence
    assert "%(" not in str(refused.value)


def test_names_that_lead_out_of_a_package_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "in" / "back.docx"
    file.parent.mkdir()
    with ZipFile(file, "w") as package:
        package.writestr("../escaped", "x")
        package.writestr("/tmp/escaped", "x")
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body><w:p>{run("One.")}</w:p></w:body></w:document>'
        )
    assert [one.words for one in read_file(file).passages] == ["One."]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "back.docx"]


def test_a_damaged_part_gets_a_clear_sentence(tmp_path: Path) -> None:
    whole = bytearray(word(f"<w:p>{run('Both sides agree that fighting must stop.')}</w:p>"))
    whole[60] ^= 0xFF
    damaged = tmp_path / "back.docx"
    damaged.write_bytes(bytes(whole))
    with pytest.raises(UnreadableFile):
        read_file(damaged)


WHOLE = write(
    Document("T", "en", "", (), (Printed(None, "item", 1, "one"),), (), "", datetime(1994, 3, 1, tzinfo=UTC)), ".docx"
)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=4), st.integers(0, len(WHOLE)))
def test_no_damage_to_a_file_is_worse_than_a_refusal(damage: list[tuple[int, int]], end: int) -> None:
    content = bytearray(WHOLE)
    for at, value in damage:
        content[at] = value
    for damaged in (bytes(content), bytes(content[:end])):
        with contextlib.suppress(UnreadableFile):
            assert read_returned(damaged, ".docx").passages


@given(st.binary(), st.sampled_from([".txt", ".md", ".docx"]))
def test_no_bytes_are_worse_than_a_refusal(content: bytes, suffix: str) -> None:
    with contextlib.suppress(UnreadableFile):
        assert read_returned(content, suffix).passages


@given(st.text(alphabet="# -*|\\\n a1.=[]", max_size=60))
def test_markdown_of_any_kind_keeps_its_letters(text: str) -> None:
    said = "".join(one.words for one in plain.markdown_passages(text))
    assert said.count("a") == text.count("a")
