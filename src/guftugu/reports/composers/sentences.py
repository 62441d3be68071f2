"""Putting sentences together: lists, labels, names of parties, dates as said. Pure; in the language that is active."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from guftugu.people.languages import language_name

if TYPE_CHECKING:
    from guftugu.people.lookups import PartySeen
    from guftugu.record.lookups.seen import Shown

_ENDS = re.compile(r"[.!?…:][”»’\")]*$")
_ON_A_DAY = re.compile(
    r"(?i)(\d{1,2}(\s*[-–]\s*\d{1,2})?\s+[a-z]+|[a-z]+\s+\d{1,2}(\s*[-–]\s*\d{1,2})?)(\s*,?\s*\d{4})?"
)
_AT = re.compile(r"(?i)the\s+(beginning|start|end|turn|close)\b")
_BY_ITSELF = re.compile(
    r"(?i)(in|on|at|by|after|before|during|between|about|around|from|since|until|until|when|while|as|for|over|towards?"
    r"|within|late that|that|next|last|this|some|shortly|soon|whenever|not|just)\b"
)

_LABELLED = re.compile(r"\[(\s*¶[^\[\]]*)\]")
A_BRACKET = 20


def listed(words: Iterable[str]) -> str:
    """ "the road, the lists and the houses"."""
    several = [word for word in words if word]
    if len(several) < 2:
        return "".join(several)
    return _("%(first)s and %(last)s") % {"first": ", ".join(several[:-1]), "last": several[-1]}


def cited(sentence: str, entries: Sequence[Shown]) -> str:
    """The sentence, ended, and the labels of what it rests on, each once: `… to negotiate. [¶C12, ¶C13]`."""
    return f"{ended(sentence)}{labels_of(entries)}"


def paragraph(sentences: Iterable[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def ended(sentence: str) -> str:
    """With a full stop where it has no end yet."""
    sentence = sentence.strip()
    return sentence if not sentence or _ENDS.search(sentence) else f"{sentence}."


def unended(words: str) -> str:
    """Without the full stop, so that it can stand inside a sentence. Other ends stay."""
    words = words.strip()
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def begun(sentence: str) -> str:
    """With a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def quoted(words: str) -> str:
    """What somebody said, as it was said, in the marks of the paper's language."""
    left, right = ("«", "»") if _language() in {"ru", "tg", "fa"} else ("“", "”")
    return f"{left}{words.strip()}{right}"


def in_which_language(shown: Shown) -> str:
    """ " (in Tajik)" where the words are not in the paper's language."""
    spoken = shown.entry.language.split("-")[0]
    if not spoken or spoken == _language():
        return ""
    return _(" (in %(language)s)") % {"language": language_name(spoken)}


def party_in_words(letter: str, parties: dict[str, PartySeen]) -> str:
    """ "the government's side", to stand inside a sentence; "" where nobody may know which."""
    seen = parties.get(letter)
    name = (seen.name if seen else "") or letter
    return name[0].lower() + name[1:] if re.match(r"(?:The|A|An|Сторона|Команда|Ҷониби|Дастаи)\s", name) else name


def counted(number: int) -> str:
    """In words up to ten, as one writes."""
    words = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"),
        _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
    )  # fmt: skip
    return words[number] if number < len(words) else str(number)


def questions_counted(number: int) -> str:
    return npgettext("counted in words", "%(number)s question", "%(number)s questions", number) % {
        "number": counted(number)
    }


def when_said(said: str) -> str:
    """A date as said, to stand in a sentence: "in early January 1994", "at the beginning of March", "on April 11"."""
    said = plain(said)
    if not said or _language() != "en" or _BY_ITSELF.match(said):
        return said
    if _ON_A_DAY.fullmatch(said):
        return f"on {said}"
    return f"at {said}" if _AT.match(said) else f"in {said}"


def meeting_in_words(number: int | None) -> str:
    return pgettext("a meeting", "Dialogue #%(number)s") % {"number": number}


def meetings_in_words(numbers: Iterable[int | None]) -> str:
    """ "Dialogues #1, #2 and #5", each once and in order."""
    told = sorted({number for number in numbers if number is not None})
    if len(told) < 2:
        return "".join(meeting_in_words(number) for number in told)
    return pgettext("meetings", "Dialogues %(numbers)s") % {"numbers": listed(f"#{number}" for number in told)}


def labels_of(entries: Sequence[Shown]) -> str:
    """ " [¶12, ¶13]", or nothing. Very many stand in several brackets, so that each can be read as labels."""
    labels = list(dict.fromkeys(shown.label for shown in entries))
    several = (labels[at : at + A_BRACKET] for at in range(0, len(labels), A_BRACKET))
    return "".join(f" [{', '.join(some)}]" for some in several)


def plain(words: object) -> str:
    """Somebody's words on one line. What looks like a label in them cites nothing in the paper."""
    return _LABELLED.sub(r"(\1)", " ".join(str(words).split()))


def _language() -> str:
    return (get_language() or "en").split("-")[0]
