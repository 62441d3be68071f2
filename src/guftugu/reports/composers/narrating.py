"""Entries in running text: each sentence with its label, those that begin alike as one, in fair paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from guftugu.record.kinds import EntryKind
from guftugu.reports.composers.sentences import in_which_language, labels_of, listed, quoted, unended
from guftugu.reports.composers.telling import NOTED, as_noted, last_words, marked

if TYPE_CHECKING:
    from guftugu.record.lookups.seen import EntrySeen, Shown
    from guftugu.reports.composers.telling import Teller

SENTENCES = 4
# Two sentences that share fewer words than these at their beginning are two.
ALIKE = 6
_BETWEEN = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”»’)]))\s+(?=[^\W\d_a-zа-яё]|[“«\d])")
# "Dr. Thomas", "U.S. Institute": the full stop ends no sentence.
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nos|vs|cf|им|ул|см))[.]$")
_ARTICLES = {"the", "a", "an"}


def told(teller: Teller, entries: Sequence[EntrySeen], *, is_meeting: bool = False) -> list[str]:
    """A sentence or several for each entry, in order; those that begin alike are joined."""
    runs = _runs(entries)
    return [_joined(run) if len(run) > 1 else tell(teller, run[0], is_meeting=is_meeting) for run in runs]


def tell(teller: Teller, one: EntrySeen, *, is_meeting: bool) -> str:
    if is_meeting and one.entry.kind == EntryKind.PROPOSAL:
        return marked(teller.proposed(one), [one])
    if is_meeting and one.entry.kind not in NOTED:
        return teller.tell(one)
    if in_which_language(one):
        return marked(quoted(last_words(one)), [one])
    return each_labelled(as_noted(one), [one])


def each_labelled(words: str, entries: Sequence[Shown]) -> str:
    """Of several sentences each has the label, so that one of them can be moved or cut by itself."""
    return " ".join(marked(sentence, entries) for sentence in in_sentences(words))


def in_sentences(words: str) -> list[str]:
    sentences: list[str] = []
    for part in _BETWEEN.split(words.strip()):
        if sentences and _ABBREVIATED.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {part}"
        else:
            sentences.append(part)
    return [sentence for sentence in sentences if sentence]


def paragraphs(blocks: Iterable[tuple[str, Sequence[str]]]) -> list[tuple[str, list[str]]]:
    """Blocks of sentences, each with its key, packed into paragraphs; a block is not torn apart. Keyed by the first."""
    packed: list[tuple[str, list[str]]] = []
    for key, sentences in blocks:
        if packed and len(packed[-1][1]) + len(sentences) <= SENTENCES:
            packed[-1][1].extend(sentences)
        elif sentences:
            packed.append((key, list(sentences)))
    return packed


def _runs(entries: Sequence[EntrySeen]) -> list[list[EntrySeen]]:
    runs: list[list[EntrySeen]] = []
    for one in entries:
        if runs and len(_beginning([*runs[-1], one])) >= ALIKE:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _beginning(entries: Sequence[EntrySeen]) -> list[str]:
    """The words with which all of them begin; none where one is more than a sentence, or was corrected or is quoted."""
    if any(not _is_plain(one) for one in entries):
        return []
    words = [unended(one.entry.words).split() for one in entries]
    shared = []
    for several in zip(*words, strict=False):
        if len(set(several)) > 1:
            break
        shared.append(several[0])
    if shared and shared[-1].casefold() in _ARTICLES:
        shared.pop()
    return [] if any(len(each) <= len(shared) for each in words) else shared


def _is_plain(one: EntrySeen) -> bool:
    is_noted = one.entry.kind in NOTED and not in_which_language(one)
    return (
        is_noted and not one.corrections and not one.entry.is_illustration and len(in_sentences(one.entry.words)) == 1
    )


def _joined(run: Sequence[EntrySeen]) -> str:
    shared = _beginning(run)
    rests = [" ".join(unended(one.entry.words).split()[len(shared) :]) for one in run]
    return f"{' '.join(shared)} {listed(rests)}.{labels_of(run)}"
