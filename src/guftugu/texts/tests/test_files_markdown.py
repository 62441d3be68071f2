from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from guftugu.texts.files import as_markdown
from guftugu.texts.tests.papers import HOSTILE, document, heading, item, paragraph, report, table

READER = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])


def tokens(written: bytes) -> list[Token]:
    return READER.parse(written.decode())


def said(written: bytes) -> list[str]:
    """The words of each block; anything but words and line breaks in one would be mark-up."""
    found = []
    for token in tokens(written):
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special", "hardbreak"}
            found.append("".join("\n" if child.type == "hardbreak" else child.content for child in children))
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_mark_up(words: str) -> None:
    plain = " ".join(words.split())
    passages = (heading(words), paragraph(words), paragraph(words, 1), item(words), item(words, 2))
    made = document(*passages, table(f"{words.strip()}\tb"), title=words, lines=(words,), foot=words)
    written = as_markdown(made)
    assert said(written) == [plain, plain, plain, plain, f"1. {plain}", plain, plain, plain, "b", plain]
    assert not {"fence", "code_block", "html_block", "blockquote_open"} & {token.type for token in tokens(written)}


LETTERS = st.text(st.sampled_from("ab1 \n\t#*_[]()<>!|`~-+=.:&;\\/@ғӯ"), min_size=1, max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=3))
def test_words_come_back_as_they_were(written: list[str]) -> None:
    expected = [
        lines for words in written if (lines := [" ".join(line.split()) for line in words.split("\n") if line.split()])
    ]
    back = said(as_markdown(document(*map(paragraph, written), title="t", lines=(), foot="")))
    assert back[1:] == ["\n".join(lines) for lines in expected]


def test_a_report_reads_well() -> None:
    written = as_markdown(report()).decode()
    assert written.startswith(
        "# Report for January–March 1994\n\nTajikistan Dialogue · colleagues' room\\\nVersion 2\n"
    )
    assert (
        "\n## Dialogues #5 and #6\n\n1\\. The opposition is prepared to negotiate. \\[¶C12, ¶217\\] It seeks" in written
    )
    assert "\n- 2\\. The first phase\n  - 3\\. and what belongs to it\n- 4\\. The second phase\n" in written
    assert (
        "\n5\\.\n\n| Party | Position \\[¶C12\\] |\n| --- | --- |\n| Opposition | prepared to negotiate |\n" in written
    )
    assert "\n## Sources\n\n- ¶C12 — Opposition members explained it in detail.\n" in written
    assert written.endswith("\n---\n\nTrail 3f2a91c0\n")


def test_nothing_of_the_record_is_left_without_cites() -> None:
    assert "¶" not in as_markdown(document(*report().passages, sources=report().sources, cites=False)).decode()
