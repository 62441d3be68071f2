"""What came back, in the base's own writing wherever it says the same."""

from __future__ import annotations

from typing import NamedTuple

from guftugu.algorithms.edits import edit_script
from guftugu.algorithms.words import tokens
from guftugu.texts import citing
from guftugu.texts.files.folding import folded
from guftugu.texts.files.words import printable


def compared(words: str, kind: str, *, labels: bool = True) -> str:
    """Words as two wordings are compared: as a pack prints them, and as a reader sees them. ``labels``: with them."""
    said = printable(words)
    if kind == "table":
        rows = ("\t".join(_cells(row, labels=labels)).rstrip("\t") for row in said.split("\n"))
        return "\n".join(filter(str.strip, rows))
    return _seen(said, labels=labels)


def _cells(row: str, *, labels: bool) -> list[str]:
    return [_seen(cell, labels=labels).replace("\n", " ") for cell in row.split("\t")]


def _seen(words: str, *, labels: bool) -> str:
    said = ""
    for piece in citing.pieces(words):
        if not piece.labels:
            said += piece.words
        elif labels:
            said = f"{said.rstrip()} [{', '.join(map(folded, piece.labels))}]"
        else:
            said = said.rstrip()
    return folded(said)


def restored(was: str, now: str, kind: str, *, labels: bool = True) -> str:
    """The words of `now`; what of them stood in `was` is written as it was there, with its spaces and unseen signs.

    Without ``labels`` (no label came back, so none was sent) those of `was` stay behind the words they stood behind.

    >>> restored("On 12\\u00a0March both sides meet.", "On 12 March all sides meet.", "paragraph")
    'On 12\\xa0March all sides meet.'
    >>> restored("They talk. [¶C12] They meet.", "They talk. They part.", "paragraph", labels=False)
    'They talk. [¶C12] They part.'
    """
    if kind == "table":
        rows = {compared(row, "table", labels=labels): row for row in printable(was).split("\n")}
        return "\n".join(rows.get(compared(row, "table", labels=labels), row) for row in now.split("\n"))
    before, after = _written(was, labels=labels), _written(now, labels=True)
    said: list[str] = []
    done = done_after = 0
    for edit in edit_script([one.key for one in before], [one.key for one in after]):
        said += [one.words for one in before[done : edit.start]]
        done_after += edit.start - done
        said += [one.words for one in after[done_after : done_after + len(edit.put)]]
        done, done_after = edit.end, done_after + len(edit.put)
    said += [one.words for one in before[done:]]
    return "".join(said).strip()


class _Written(NamedTuple):
    """A token as it is compared, and as it is written; with it go unseen signs (and labels that do not count)."""

    key: str
    words: str


def _written(words: str, *, labels: bool) -> list[_Written]:
    found: list[_Written] = []
    for token in tokens(printable(words)):
        is_label = token.startswith("[¶")
        key = ("\n" if "\n" in token else " ") if token.isspace() else folded(token)
        if is_label and not labels:
            key = ""
            if found and found[-1].key.isspace():
                _add_to_last(found, found.pop().words)
        if key or not found:
            found.append(_Written(key or "\u200b", token))
        else:
            _add_to_last(found, token)
    return found


def _add_to_last(found: list[_Written], words: str) -> None:
    if found:
        found[-1] = _Written(found[-1].key, found[-1].words + words)
    else:
        found.append(_Written("\u200b", words))
