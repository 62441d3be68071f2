from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.record.notes import LineFlag, LineKind, Mention, NoteLine, Sheet, parse_sheet, render_line, tidy_text

SUBJECTS = ("refugees", "border", "конституция")
SPEAKERS = {"O1": "O", "O2": "O", "O3": "O", "G1": "G", "G2": "G", "M1": "M", "Mod-US": "M"}
PARTIES = {"O": "opposition", "G": "government", "M": "moderators"}


def sheet(text: str) -> Sheet:
    return parse_sheet(text, subjects=SUBJECTS, speakers=SPEAKERS, parties=PARTIES)


def only_line(text: str) -> NoteLine:
    (line,) = sheet(text)
    return line


GRAMMAR = [
    ("# Refugees' return", LineKind.HEADING, None, None, "Refugees' return"),
    ("O3: words", LineKind.STATEMENT, "O3", "O", "words"),
    ("G: words", LineKind.STATEMENT, None, "G", "words"),
    ("O3? words", LineKind.QUESTION, "O3", "O", "words"),
    ("O3! words", LineKind.PROPOSAL, "O3", "O", "words"),
    ("G1= words", LineKind.AGREEMENT, "G1", "G", "words"),
    ("G1x words", LineKind.OBJECTION, "G1", "G", "words"),
    ("Gx words", LineKind.OBJECTION, None, "G", "words"),
    ("O^ words", LineKind.CHANGE_OF_POSITION, None, "O", "words"),
    ("?? words", LineKind.OPEN_QUESTION, None, None, "words"),
    ("?? O3: words", LineKind.OPEN_QUESTION, "O3", "O", "words"),
    ("* words", LineKind.NOTE, None, None, "words"),
    ("* decision: words", LineKind.DECISION, None, None, "words"),
    ("* development: words", LineKind.DEVELOPMENT, None, None, "words"),
    ("* contact: words", LineKind.CONTACT, None, None, "words"),
    ("* Решение: слова", LineKind.DECISION, None, None, "слова"),
    ("* событие: слова", LineKind.DEVELOPMENT, None, None, "слова"),
    ("* развитие: слова", LineKind.DEVELOPMENT, None, None, "слова"),
    ("* таҳаввул: сухан", LineKind.DEVELOPMENT, None, None, "сухан"),
    ("* рӯйдод: сухан", LineKind.DEVELOPMENT, None, None, "сухан"),
    ("* تصمیم: سخن", LineKind.DECISION, None, None, "سخن"),
    ("* Moscow: words", LineKind.NOTE, None, None, "Moscow: words"),
    ("-- words", LineKind.ASIDE, None, None, "words"),
    ("O3: Слова о границе", LineKind.STATEMENT, "O3", "O", "Слова о границе"),
    ("G1? Чаро гурезагон?", LineKind.QUESTION, "G1", "G", "Чаро гурезагон?"),
    ("O3: می‌رویم", LineKind.STATEMENT, "O3", "O", "می‌رویم"),
]

AS_PEOPLE_TYPE = [
    ("o3: words", LineKind.STATEMENT, "O3", "words"),
    ("O3 : words", LineKind.STATEMENT, "O3", "words"),
    ("O3:words", LineKind.STATEMENT, "O3", "words"),
    ("O3?: words", LineKind.QUESTION, "O3", "words"),
    ("О3: Cyrillic O", LineKind.STATEMENT, "O3", "Cyrillic O"),
    ("М1? Cyrillic M", LineKind.QUESTION, "M1", "Cyrillic M"),
    ("G1х Cyrillic mark", LineKind.OBJECTION, "G1", "Cyrillic mark"),
    ("G1× words", LineKind.OBJECTION, "G1", "words"),
    ("03: a nought", LineKind.STATEMENT, "O3", "a nought"),
    ("O۳؟ چرا", LineKind.QUESTION, "O3", "چرا"),
    ("Ｏ３： wide", LineKind.STATEMENT, "O3", "wide"),
    ("O3 — words", LineKind.STATEMENT, "O3", "words"),
    ("mod-us: words", LineKind.STATEMENT, "Mod-US", "words"),
    ("•\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("–\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("– O3: words", LineKind.STATEMENT, "O3", "words"),
    ("— O3? words", LineKind.QUESTION, "O3", "words"),
    ("‑ O3: words", LineKind.STATEMENT, "O3", "words"),
    ("- O3: words", LineKind.STATEMENT, "O3", "words"),
    ("· O3: words", LineKind.STATEMENT, "O3", "words"),
    ("\uf0b7\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("o\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("o O3: words", LineKind.STATEMENT, "O3", "words"),
    ("\t*\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("1. O3: words", LineKind.STATEMENT, "O3", "words"),
    ("12)\tO3: words", LineKind.STATEMENT, "O3", "words"),
    ("1. # Item", LineKind.HEADING, None, "Item"),
    ("\u00a0O3\u00a0:\u00a0two\u00a0words", LineKind.STATEMENT, "O3", "two words"),
    ("\ufeffO\u200b3\u200e: words", LineKind.STATEMENT, "O3", "words"),
    ("O3: “so-called” — words…", LineKind.STATEMENT, "O3", "“so-called” — words…"),
    ("O3: e\u0301te\u0301", LineKind.STATEMENT, "O3", "été"),
    ("⁇ words", LineKind.OPEN_QUESTION, None, "words"),
    ("＃ Item", LineKind.HEADING, None, "Item"),
]

NOT_SPEAKERS = [
    "10:30 the session began",
    "03:30 the session began",
    "http://example.org: words",
    "C:\\notes: words",
    "Note: words",
    "Why? Because",
    "ox carts",
    "o words",
    "words without any mark",
    "1. words",
    "{refugees",
]


@pytest.mark.parametrize(("text", "kind", "speaker", "party", "words"), GRAMMAR, ids=[row[0] for row in GRAMMAR])
def test_parse_sheet_row_of_the_grammar(
    text: str, kind: LineKind, speaker: str | None, party: str | None, words: str
) -> None:
    line = only_line(text)

    assert (line.kind, line.speaker, line.party, line.words) == (kind, speaker, party, words)
    assert line.raw == text
    assert not line.flags


@pytest.mark.parametrize(("text", "kind", "speaker", "words"), AS_PEOPLE_TYPE, ids=[row[0] for row in AS_PEOPLE_TYPE])
def test_parse_sheet_reads_other_keyboards_and_pasted_lists(
    text: str, kind: LineKind, speaker: str | None, words: str
) -> None:
    line = only_line(text)

    assert (line.kind, line.speaker, line.words) == (kind, speaker, words)
    assert not line.flags


@pytest.mark.parametrize("text", NOT_SPEAKERS)
def test_parse_sheet_keeps_what_it_cannot_read_as_a_flagged_note(text: str) -> None:
    line = only_line(text)

    assert (line.kind, line.code, line.words, line.raw) == (LineKind.NOTE, None, text, text)
    assert line.flags == {LineFlag.UNPARSED}


@pytest.mark.parametrize(
    ("text", "code", "party", "flag"),
    [
        ("O9: words", "O9", "O", LineFlag.UNKNOWN_SPEAKER),
        ("t2? words", "T2", None, LineFlag.UNKNOWN_SPEAKER),
        ("UN: words", "UN", None, LineFlag.UNKNOWN_SPEAKER),
        ("K: words", "K", None, LineFlag.UNKNOWN_PARTY),
    ],
)
def test_parse_sheet_attributes_a_mistyped_code_to_nobody(
    text: str, code: str, party: str | None, flag: LineFlag
) -> None:
    line = only_line(text)

    assert (line.code, line.speaker, line.party, line.words) == (code, None, party, "words")
    assert line.flags == {flag}


def test_parse_sheet_takes_braces_out_and_says_which_subjects_are_known() -> None:
    line = only_line("O3: the { Refugees } and {мост}, not {refugees} nor {this")

    assert line.words == "the Refugees and мост, not refugees nor {this"
    assert line.mentions == (Mention(4, 12, "refugees"), Mention(17, 21, None), Mention(27, 35, "refugees"))
    assert line.subjects == ("refugees",)
    assert line.unknown_subjects == ("мост",)
    assert line.flags == {LineFlag.UNKNOWN_SUBJECT}


def test_parse_sheet_agenda_item_holds_until_the_next() -> None:
    lines = sheet("O3: before\n# Border\nO3: one\n\nG1: two\n#\nG1: after\n# Refugees\n-- x")

    assert [line.item for line in lines] == [None, "Border", "Border", "Border", None, None, "Refugees", "Refugees"]


@pytest.mark.parametrize("dash", ["—", "–"])
def test_parse_sheet_hides_what_may_have_been_an_aside(dash: str) -> None:
    line = only_line(f"{dash} he looked tired")

    assert line.is_for_moderators_only
    assert line.words == "he looked tired"
    assert line.flags == {LineFlag.DASH_TAKEN_AS_ASIDE}


def test_parse_sheet_indented_rows_continue_the_row_before() -> None:
    lines = sheet("O3: one\n  two\n\n\tthree\n  G1: four\n   -- five\n six: seven")

    assert [(line.number, line.words) for line in lines] == [(1, "one two three"), (5, "four"), (6, "five six: seven")]
    assert lines.lines[0].raw == "O3: one\n  two\n\tthree"


def test_parse_sheet_soft_line_breaks_and_every_line_end() -> None:
    lines = sheet("O3: one\vtwo\vG1: three\r\nG2: four\rO1: five\u2028six\fO2: seven")

    assert [(line.code, line.words) for line in lines] == [
        ("O3", "one two"),
        ("G1", "three"),
        ("G2", "four"),
        ("O1", "five six"),
        ("O2", "seven"),
    ]


def test_parse_sheet_numbers_the_rows_of_the_tidied_text() -> None:
    text = "\r\nO3: one\v two\r\n\r\nG1: three\r\n"

    assert [line.number for line in sheet(text)] == [2, 5]
    assert [line.number for line in sheet(tidy_text(text))] == [2, 5]


def test_parse_sheet_flags_empty_words_but_keeps_the_line() -> None:
    lines = sheet("O3:\n--\n•\n#")

    assert [line.raw for line in lines] == ["O3:", "--", "•", "#"]
    assert [LineFlag.EMPTY_WORDS in line.flags for line in lines] == [True, True, True, False]


ANSWERED = [
    ("O3? a\nG1> b", {2: 1}),
    ("O3? a\nO1? b\nG1> c\nG2> d", {3: 2, 4: 1}),
    ("G2? a\nO3? b\nG1? c\nG1> d", {4: 2}),
    ("G2? a\nG1> b", {2: 1}),
    ("O3? a\n?? b\nG1> c", {3: 1}),
    ("O3? a\nG1: aside\n?? G2: b\nG1> c\nO1> d", {4: 1, 5: 3}),
]


@pytest.mark.parametrize(("text", "answers"), ANSWERED)
def test_parse_sheet_answers_the_nearest_open_question(text: str, answers: dict[int, int]) -> None:
    lines = sheet(text)

    assert {line.number: line.answers for line in lines if line.answers} == answers
    assert not lines.flagged


def test_parse_sheet_second_answer_joins_the_question_just_answered() -> None:
    lines = sheet("O3? a\nG1> b\nG2> c\n# Next\nG1> d")

    assert [line.answers for line in lines] == [None, 1, 1, None, None]
    assert [line.flags for line in lines.flagged] == [{LineFlag.ALREADY_ANSWERED}, {LineFlag.NO_OPEN_QUESTION}]
    assert not lines.unanswered


def test_sheet_unanswered_are_those_nobody_answered() -> None:
    assert [line.words for line in sheet("O3? a\nG1? b\nG1> c\n?? d").unanswered] == ["b", "d"]


def test_note_line_entry_kind_is_one_of_the_records() -> None:
    lines = sheet("# a\n?? b\n-- c\nO^ d\nO3: e")

    assert [line.entry_kind for line in lines] == [None, "question", "note", "change_of_position", "statement"]


_PIECES = [
    "O3",
    "g1",
    "K",
    "О3",
    ":",
    "?",
    ">",
    "x ",
    "--",
    "— ",
    "#",
    "* ",
    "decision:",
    "{refugees}",
    "{",
    "\n",
    "\n ",
]
_PIECES += ["\t", "• ", "1. ", "o ", "words", "беженцы", "می‌رویم", "\v", "\r\n", "\u00a0", "??", "10:30", " "]
_NOTES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text))


@settings(max_examples=300, deadline=None)
@given(_NOTES)
def test_parse_sheet_never_raises_and_loses_no_word(text: str) -> None:
    lines = sheet(text)
    rows = tidy_text(text).split("\n")
    numbers = [line.number for line in lines]

    assert numbers == sorted(set(numbers))
    assert all(line.raw.startswith(rows[line.number - 1]) for line in lines)
    assert letters("".join(line.raw for line in lines)) == letters(text)
    for line in lines:
        if LineFlag.UNPARSED in line.flags:
            told = letters(line.words + "".join(mention.tag for mention in line.mentions))
            assert told in (letters(line.raw), letters(line.raw).removeprefix("o"))
        elif line.code:
            assert len(letters(line.raw)) - len(letters(line.words)) <= len("o1234" + line.code + "x")


@settings(max_examples=300, deadline=None)
@given(_NOTES)
def test_render_line_reads_back_the_same(text: str) -> None:
    for line in sheet(text):
        if line.flags <= {LineFlag.NO_OPEN_QUESTION, LineFlag.ALREADY_ANSWERED, LineFlag.UNKNOWN_SUBJECT}:
            again = only_line(render_line(line))
            assert (again.kind, again.code, again.words, again.mentions) == (
                line.kind,
                line.code,
                line.words,
                line.mentions,
            )


def test_braces_behind_the_last_sentence_are_no_part_of_the_words() -> None:
    line = only_line("O3: The return of people before winter. {refugees} {nobody-knows}")
    assert line.words == "The return of people before winter."
    assert line.subjects == ("refugees",)
    assert line.unknown_subjects == ("nobody-knows",)
    assert "{refugees} {nobody-knows}" in render_line(line)


def test_braces_within_a_sentence_are_words() -> None:
    line = only_line("O3: We said what {refugees} need")
    assert line.words == "We said what refugees need"
    assert line.subjects == ("refugees",)
