"""Documents to be set, and words that would do harm if anything took them for mark-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from guftugu.texts.files import Document, Printed, Source

MADE = datetime(1994, 4, 14, 9, 30, tzinfo=UTC)
TAJIK = "Ғ ғ Ӣ ӣ Қ қ Ӯ ӯ Ҳ ҳ Ҷ ҷ Ё ё Ъ ъ Э э"
TAJIK_WORDS = "Гурезагон бармегарданд, агар касе аз берун дар роҳ истад: ҳукумат, рӯйхат, қарордоди миллӣ, ҷавоб, ғайра"
PERSIAN_WORDS = "گفتگو میان دولت و مخالفان درباره بازگشت پناهندگان پیش از زمستان ادامه یافت"
HOSTILE = (
    '#let x = 1 #panic() #read("/etc/hostname") $x$ @ref <label> \\ ~ // /* */ = + - `code`',
    "<b>bold</b> <script>alert(1)</script> <img src=x onerror=y> &lt; &amp; \" ' --> ]]> <!--",
    "*x* _y_ **z** | pipe || [a](http://b) ![i](j) ~~s~~ http://example.org www.example.org a@b.org",
    "# heading", "- item", "+ item", "1. item", "2) item", "> said", "---", "===", ": term", "    code", "\ttab", "***",
    "{{ x }} {% y %} %s \\u0041 \\n &#x41; \\textbf{x} {=html}", "```", "~~~", "[x]: http://y", "|---|---|",
    '" onmouseover="x', "</style></title><h1>out</h1>", "PAGE \\* MERGEFORMAT", "=HYPERLINK(1)", "x\\",
)  # fmt: skip


def document(*passages: Printed, **others: Any) -> Document:
    made = Document(
        title="Report for January–March 1994",
        language="en",
        script="",
        lines=("Tajikistan Dialogue · colleagues' room", "Version 2"),
        passages=passages,
        sources=(),
        foot="Trail 3f2a91c0",
        made_at=MADE,
    )
    return replace(made, **others)


def heading(words: str, level: int = 1, **others: Any) -> Printed:
    return Printed(None, "heading", level, words, **others)


def paragraph(words: str, number: int | None = None, **others: Any) -> Printed:
    return Printed(number, "paragraph", 1, words, **others)


def item(words: str, level: int = 1, number: int | None = None, **others: Any) -> Printed:
    return Printed(number, "item", level, words, **others)


def table(words: str, number: int | None = None, **others: Any) -> Printed:
    return Printed(number, "table", 1, words, **others)


def report() -> Document:
    """One of everything, in four languages."""
    return document(
        heading("Dialogues #5 and #6"),
        paragraph("The opposition is prepared to negotiate. [¶C12, ¶217] It seeks no position before. [¶C13]", 1),
        item("The first phase", number=2),
        item("and what belongs to it", 2, number=3),
        item("The second phase", number=4),
        heading("What each side said", 2),
        table("Party\tPosition [¶C12]\nOpposition\tprepared to negotiate\nGovernment\ta basis", 5),
        paragraph(f"{TAJIK} — {TAJIK_WORDS} [¶218]", 6, language="tg"),
        paragraph("Участники обсудили условия возвращения беженцев.", 7, language="ru"),
        paragraph(f"{PERSIAN_WORDS} [¶G·4]", 8, language="fa"),
        sources=(
            Source("¶C12", "Opposition members explained it in detail."),
            Source("¶218", "Гурезагон бармегарданд.", "tg"),
            Source("¶G·4", PERSIAN_WORDS, "fa"),
        ),
    )
