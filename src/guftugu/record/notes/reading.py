"""The grammar of design §7, line by line. Nothing is refused: what cannot be read is a note, as said, with a flag.

    # item            agenda item from here on; a bare `#` ends it
    O3: words         said by O3; `O3 — words` too, for a known code
    O3? words         a question          O3! words   a proposal         O^ words   the side's position changes
    G1> words         an answer           G1= words   agrees             G1x words  objects
    ?? words          a question left hanging; `?? O3: words` says whose
    * words           a note; `* decision: …`, `* development: …`, `* contact: …`, `* note: …` (also in Russian, Tajik
                      and Persian) say which kind
    -- words          an aside for the moderators' room only
    {subject}         what the line is about

A word processor or a telephone turns `--` into a dash. So a line that begins with a dash and a space, and is not a
speaker's, is read as an aside and flagged: a mistake then hides words rather than shows them. A dash and a tab is
Word's bullet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from guftugu.record.folding import fold

from .answers import link_answers
from .codes import Codes, Said
from .lines import LineFlag, LineKind, Mention, NoteLine, Sheet
from .rows import BULLET, HYPHEN_BULLET, LIST_NUMBER, Row, as_typed_by_hand, rows_of

_MARKS = {
    ":": LineKind.STATEMENT,
    "?": LineKind.QUESTION,
    ">": LineKind.ANSWER,
    "!": LineKind.PROPOSAL,
    "=": LineKind.AGREEMENT,
    "x": LineKind.OBJECTION,
    "х": LineKind.OBJECTION,
    "^": LineKind.CHANGE_OF_POSITION,
    "–": LineKind.STATEMENT,
    "—": LineKind.STATEMENT,
}
_KIND_WORDS = {
    **dict.fromkeys(["decision", "решение", "қарор", "تصمیم"], LineKind.DECISION),
    **dict.fromkeys(
        ["development", "событие", "развитие", "рӯйдод", "ҳодиса", "таҳаввул", "رویداد"], LineKind.DEVELOPMENT
    ),
    **dict.fromkeys(["contact", "контакт", "тамос", "تماس"], LineKind.CONTACT),
    **dict.fromkeys(["note", "заметка", "қайд", "یادداشت"], LineKind.NOTE),
}
_KINDS_BY_WORD = {fold(word): kind for word, kind in _KIND_WORDS.items()}

_HEADED = re.compile(r"(?P<code>\w[\w.-]{0,23}?)\s{0,3}(?P<mark>[:?!>=^])(?:(?<!:):)?")
_OBJECTS = re.compile(r"(?P<code>\w[\w.-]{0,23}?)\s?(?P<mark>[xхXХ]):?(?=\s|$)")
_DASHED = re.compile(r"(?P<code>\w[\w.-]{0,23}?)\s(?P<mark>[–—])\s")
_KIND_WORD = re.compile(r"(?P<word>[^\W\d_]{3,12})[ ]?:\s*")
_BRACES = re.compile(r"[{｛]\s*([^{}｛｝]{1,80}?)\s*[}｝]")
# Braces behind the last sentence: what the line is about, not what was said.
_TAGS = re.compile(r"(?<=[.?!…»”\"'’)\]؟۔])(?:\s*[{｛][^{}｛｝]{1,80}[}｝])+\s*$")
_STAR = re.compile(r"\*\s+")
_LONE_DASH = re.compile(r"[–—]\s+")
_LONE_O = re.compile(r"o\s+")
_HASHES, _STARS, _HYPHENS, _DASHES, _ASKS = "#＃﹟", "*＊﹡∗", "-‐‑−﹣－", "–—―", "?？؟︖﹖⁇"
_HEAD = 32


@dataclass(slots=True)
class _Draft:
    kind: LineKind
    words: str
    said: Said | None = None
    flags: set[LineFlag] = field(default_factory=set)


def parse_sheet(
    text: str,
    *,
    subjects: Collection[str],
    speakers: Collection[str] | Mapping[str, str],
    parties: Collection[str] | Mapping[str, str],
) -> Sheet:
    """`speakers` are code names, or code names with their party's letter; without it "O3" speaks for "O".

    Of `parties` only the letters are used, of `subjects` the short names.
    """
    codes = Codes(speakers, parties)
    names = {fold(name): name for name in subjects}
    item: str | None = None
    lines: list[NoteLine] = []
    for row in rows_of(text):
        line = _line(row, _read(row.text, codes), names)
        if line.kind is LineKind.HEADING:
            item = line.words or None
        lines.append(replace(line, item=item))
    return Sheet(tuple(_with_answers(lines)))


def _line(row: Row, draft: _Draft, names: Mapping[str, str]) -> NoteLine:
    words, mentions = _without_braces(" ".join(draft.words.split()), names)
    flags = set(draft.flags)
    if not words and draft.kind is not LineKind.HEADING:
        flags.add(LineFlag.EMPTY_WORDS)
    if any(mention.subject is None for mention in mentions):
        flags.add(LineFlag.UNKNOWN_SUBJECT)
    said = draft.said
    if said is not None and said.flag is not None:
        flags.add(said.flag)
    return NoteLine(
        number=row.number,
        raw=row.raw,
        kind=draft.kind,
        words=words,
        code=said.code if said else None,
        speaker=said.speaker if said else None,
        party=said.party if said else None,
        mentions=mentions,
        flags=frozenset(flags),
    )


def _read(text: str, codes: Codes) -> _Draft:
    bare = _without_bullet(text, codes)
    unparsed = _Draft(LineKind.NOTE, bare, flags={LineFlag.UNPARSED})
    return _read_marked(bare, codes) or _read_said(bare, codes) or unparsed


def _without_bullet(text: str, codes: Codes) -> str:
    """Bullets mean nothing and go; a list number or a star goes only where somebody known speaks after it."""
    bullet = BULLET.match(text) or HYPHEN_BULLET.match(text)
    bare = text[bullet.end() :] if bullet else text
    for pattern in (LIST_NUMBER, _STAR, _LONE_DASH, _LONE_O):
        number = pattern.match(bare)
        if number and _is_read_after(bare[number.end() :], codes, pattern):
            return bare[number.end() :]
    return bare


def _is_read_after(rest: str, codes: Codes, prefix: re.Pattern[str]) -> bool:
    said = _read_said(rest, codes)
    if said is not None and said.said is not None and said.said.flag is None:
        return True
    return prefix is LIST_NUMBER and rest.startswith(("#", "*", "--", "??"))


def _read_marked(text: str, codes: Codes) -> _Draft | None:
    head = as_typed_by_hand(text[:_HEAD])
    if head.startswith("#"):
        return _Draft(LineKind.HEADING, text.lstrip(_HASHES).strip())
    if head.startswith("*"):
        return _read_starred(text.lstrip(_STARS).strip())
    if head.startswith("--"):
        return _Draft(LineKind.ASIDE, text.lstrip(_HYPHENS).strip())
    if head.startswith("??") or text.startswith("⁇"):
        return _read_hanging(text.lstrip(_ASKS).strip(), codes)
    if head[:1] in ("–", "—") and (head[1:2] or " ") in " \t–—":
        return _Draft(LineKind.ASIDE, text.lstrip(_DASHES).strip(), flags={LineFlag.DASH_TAKEN_AS_ASIDE})
    return None


def _read_starred(words: str) -> _Draft:
    kind_word = _KIND_WORD.match(words)
    kind = _KINDS_BY_WORD.get(fold(kind_word["word"])) if kind_word else None
    if kind_word is None or kind is None:
        return _Draft(LineKind.NOTE, words)
    return _Draft(kind, words[kind_word.end() :].strip())


def _read_hanging(words: str, codes: Codes) -> _Draft:
    asked = _read_said(words, codes)
    if asked is None or asked.kind not in (LineKind.STATEMENT, LineKind.QUESTION):
        return _Draft(LineKind.OPEN_QUESTION, words)
    return _Draft(LineKind.OPEN_QUESTION, asked.words, asked.said)


def _read_said(text: str, codes: Codes) -> _Draft | None:
    head = as_typed_by_hand(text[:_HEAD])
    for pattern in (_HEADED, _OBJECTS, _DASHED):
        match = pattern.match(head)
        said = _who(match["code"], match["mark"].casefold(), head[match.end() :], codes) if match else None
        if match and said:
            return _Draft(_MARKS[match["mark"].casefold()], text[match.end() :].strip(), said)
    return None


def _who(typed: str, mark: str, rest: str, codes: Codes) -> Said | None:
    """Where a mark may be ordinary writing ("Note:", "10:30", "ox", "C:\\") only a code that is surely one will do."""
    known = codes.known(typed)
    has_digit = typed[-1].isdigit()
    if mark in "–—":
        return known if has_digit or typed.isupper() else None
    if mark in "xх":
        return (known or codes.shaped(typed)) if has_digit else known if typed.isupper() else None
    if mark == ":" and (rest[:1] in ("/", "\\") or (typed.isdigit() and rest[:1].isdigit())):
        return None
    is_apart = not rest or rest[0].isspace()
    return known or (codes.shaped(typed) if is_apart or has_digit else None)


def _without_braces(words: str, names: Mapping[str, str]) -> tuple[str, tuple[Mention, ...]]:
    tags = _TAGS.search(words)
    said = words[: tags.start()] if tags else words
    parts: list[str] = []
    mentions: list[Mention] = []
    length = done = 0
    for match in _BRACES.finditer(said):
        between, name = said[done : match.start()], match[1]
        start = length + len(between)
        mentions.append(Mention(start, start + len(name), names.get(fold(name))))
        parts += (between, name)
        length, done = start + len(name), match.end()
    plain = "".join([*parts, said[done:]])
    end = len(plain)
    named = (match[1] for match in _BRACES.finditer(tags[0] if tags else ""))
    mentions += [Mention(end, end, names.get(fold(name)), tag=name) for name in named]
    return plain, tuple(mentions)


def _with_answers(lines: list[NoteLine]) -> Iterable[NoteLine]:
    for line, link in zip(lines, link_answers(lines), strict=True):
        if link is None:
            yield line
        else:
            answers = None if link.question is None else lines[link.question].number
            yield replace(line, answers=answers, flags=line.flags | link.flags)
