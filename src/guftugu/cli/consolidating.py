"""`guftugu consolidate`: one text out of a draft and the files that came back. It needs no workspace."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guftugu.cli.failing import Failure, Misuse, say
from guftugu.cli.words import for_terminal, language, ngettext
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.algorithms.consolidate import Alternative, Bracket, Consolidation, Passage
    from guftugu.texts.files.returned import Returned, ReturnedPassage

OUT = (".docx", ".md", ".json")
WITH_BRACKETS = 3  # the exit code that says there is something to decide
A_FILE = click.Path(path_type=Path)


@click.command(
    "consolidate",
    short_help=_("one text out of a draft and the files that came back"),
    help=_(
        "Consolidate a draft, BASE, with the files that came back: each REVISION is one hand, named as the file is, "
        "whoever tracked changes in it. The text is written with brackets where hands disagree; who asked for what is "
        "listed. Ends with 0 if the text is clean, with 3 if there are brackets."
    ),
)
@click.argument("base", type=A_FILE)
@click.argument("revisions", type=A_FILE, nargs=-1, required=True)
@click.option("-o", "--output", type=A_FILE, required=True, metavar="FILE", help=_("A .docx, .md or .json file."))
@click.option(
    "--circulate", is_flag=True, help=_("For all to read: brackets say Alt 1, Alt 2; hands and the list are left out.")
)
def consolidate_files(base: Path, revisions: tuple[Path, ...], output: Path, *, circulate: bool) -> int:
    _check_output(output, [base, *revisions])
    from guftugu.algorithms.consolidate import Proposal
    from guftugu.drafting.consolidating import consolidated

    hands = _hands(revisions)
    draft = _passages(base)
    result = _unnested(consolidated(draft, [Proposal(hand, _aligned(draft, path)) for hand, path in hands.items()]))
    body = (
        _as_json(draft, result, circulate=circulate)
        if output.suffix.lower() == ".json"
        else _as_paper(result, base.stem, output.suffix, circulate=circulate)
    )
    _write(output, body)
    if not circulate:
        _print_table(result)
    counted = ngettext("%(count)d bracket", "%(count)d brackets", result.brackets) % {"count": result.brackets}
    checks = sum(len(passage.checks) for passage in result.passages)
    say(
        f"{counted} · "
        + ngettext("%(count)d sentence to check", "%(count)d sentences to check", checks) % {"count": checks}
    )
    return 0 if result.clean else WITH_BRACKETS


def _check_output(output: Path, inputs: Sequence[Path]) -> None:
    if output.suffix.lower() not in OUT:
        raise Misuse(_("A consolidated text is written as %(suffixes)s.") % {"suffixes": ", ".join(OUT)})
    if not output.absolute().parent.is_dir():
        raise Failure(_("There is no folder %(folder)s.") % {"folder": output.absolute().parent})
    if os.path.lexists(output) and not stat.S_ISREG(output.lstat().st_mode):
        raise Failure(_("%(file)s is there and is no plain file. Nothing was changed.") % {"file": output})
    if output.resolve() in {path.resolve() for path in inputs}:
        raise Misuse(_("%(file)s is one of the files to be read. Write to another.") % {"file": output})


def _hands(revisions: Sequence[Path]) -> dict[str, Path]:
    hands: dict[str, Path] = {}
    for path in revisions:
        if path.stem in hands:
            raise Misuse(
                _("Two revisions are called %(name)s. A file is one hand: rename one of them.") % {"name": path.stem}
            )
        hands[path.stem] = path
    return hands


def _read(path: Path) -> Returned:
    from guftugu.texts.files.returned import UnreadableFile, read_file

    try:
        return read_file(path)
    except UnreadableFile as error:
        raise Failure(f"{path}: " + _(error.sentence) % error.parameters) from error


def _passages(base: Path) -> list[Passage]:
    from guftugu.algorithms.consolidate import Passage

    found = _read(base)
    _say_not_taken(base, found)
    if found.authors:
        say(_("%(file)s has tracked changes; they are read as accepted.") % {"file": base})
    return [Passage(f"p{number}", one.words, _kind(one)) for number, one in enumerate(found.passages, 1)]


def _aligned(draft: Sequence[Passage], path: Path) -> list[Passage]:
    from guftugu.algorithms.consolidate import Passage, align

    found = _read(path)
    _say_not_taken(path, found)
    aligned = align(draft, [Passage("", one.words, _kind(one)) for one in found.passages])
    known = {passage.id for passage in draft}
    if not any(passage.id in known for passage in aligned):
        raise Failure(_("%(file)s: no passage of it is one of the draft. Is it the right file?") % {"file": path})
    return aligned


def _unnested(result: Consolidation) -> Consolidation:
    """A draft may have been round before: what its brackets left open stands beside what hands ask for now."""
    from guftugu.drafting.brackets import unnested

    return replace(result, passages=tuple(replace(one, pieces=unnested(one.pieces)) for one in result.passages))


def _say_not_taken(path: Path, found: Returned) -> None:
    for one in found.not_taken:
        words = f": {for_terminal(one.words)}" if one.words else ""
        say(_("%(file)s: not taken: %(what)s") % {"file": path, "what": _NOT_TAKEN[one.what]} + words)
    for comment in found.comments:
        words = f": {for_terminal(comment.words)}"
        say(_("%(file)s: not taken: %(what)s") % {"file": path, "what": _NOT_TAKEN["comment"]} + words)


_NOT_TAKEN = {
    "comment": _("a comment"),
    "footnote": _("a footnote"),
    "endnote": _("an endnote"),
    "picture": _("a picture"),
    "object": _("an embedded object"),
    "symbol": _("a symbol"),
    "formula": _("a formula"),
    "hidden": _("hidden words"),
    "edge": _("the head or foot of the pages"),
    "other": _("something of another program"),
}


def _kind(one: ReturnedPassage) -> str:
    """Return kind and level in one word, as the engine compares them."""
    return one.kind if one.level == 1 else f"{one.kind} {one.level}"


def _as_json(draft: Sequence[Passage], result: Consolidation, *, circulate: bool) -> bytes:
    known = {passage.id for passage in draft}
    told: dict[str, Any] = {
        "passages": [
            {
                # The id of a new passage can name its hand.
                "id": f"new-{place}" if circulate and passage.id not in known else passage.id,
                "kind": passage.kind,
                "pieces": [_piece(piece, circulate=circulate) for piece in passage.pieces],
                "checks": [
                    {"text": check.text} | ({} if circulate else {"hands": sorted(check.hands)})
                    for check in passage.checks
                ],
                "because": [] if circulate else list(passage.because),
            }
            | ({"kinds": _piece(passage.kinds, circulate=circulate)["alternatives"]} if passage.kinds else {})
            for place, passage in enumerate(result.passages, 1)
        ],
        "brackets": result.brackets,
        "dispositions": []
        if circulate
        else [
            {name: getattr(row, name) for name in ("hand", "passage", "asked", "became", "old", "new", "because")}
            for row in result.dispositions
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _piece(piece: str | Bracket, *, circulate: bool) -> dict[str, Any]:
    if isinstance(piece, str):
        return {"text": piece}
    return {
        "alternatives": [
            {"hands": [] if circulate else sorted(one.hands), "text": one.text}
            for one in _alternatives(piece, circulate=circulate)
        ]
    }


def _alternatives(bracket: Bracket, *, circulate: bool) -> Sequence[Alternative]:
    """By their hands, but where it circulates."""
    from guftugu.drafting.brackets import by_words

    return by_words(bracket) if circulate else bracket.alternatives


def _as_paper(result: Consolidation, title: str, suffix: str, *, circulate: bool) -> bytes:
    from guftugu.texts.files import Document, Printed, write

    passages = list(result.passages)
    if passages and passages[0].kind == "heading" and passages[0].text:
        title = passages.pop(0).text or title
    printed = [
        Printed(None, *_kind_and_level(passage.kind), _bracketed(passage.pieces, passage.kinds, circulate=circulate))
        for passage in passages
    ]
    if not circulate and result.dispositions:
        rows = [[_("Hand"), _("Asked for"), _("Became"), _("Was"), _("Would be")]]
        rows += [[one.hand, _ASKED[one.asked], _BECAME[one.became], one.old, one.new] for one in result.dispositions]
        cells = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
        printed += [Printed(None, "heading", 1, _("Who asked for what")), Printed(None, "table", 1, cells)]
    now = datetime.now(UTC)
    return write(Document(title, language(), "", (), tuple(printed), (), "", now), suffix)


def _kind_and_level(kind: str) -> tuple[str, int]:
    """As a paper has it: its title stands above headings of the first level."""
    name, _space, told = kind.partition(" ")
    level = int(told or 1)
    return name, max(level - 1, 1) if name == "heading" else level


def _bracketed(pieces: Sequence[str | Bracket], kinds: Bracket | None, *, circulate: bool) -> str:
    words = "".join(piece if isinstance(piece, str) else _bracket(piece, circulate=circulate) for piece in pieces)
    return f"{words} {_bracket(kinds, circulate=circulate)}" if kinds else words


def _bracket(bracket: Bracket, *, circulate: bool) -> str:
    from guftugu.algorithms.consolidate import in_brackets

    told = []
    alternatives = _alternatives(bracket, circulate=circulate)
    for number, one in enumerate(alternatives, 1):
        words = (one.text or _("leave out")).strip() or _("a space")
        if circulate:
            told.append(f"Alt {number}: {words}")
        elif one.is_base:
            as_it_was = _("as it was: %(words)s") % {"words": words if one.text else "—"}
            told.append(", ".join([*sorted(one.hands), as_it_was]))
        else:
            told.append(f"{', '.join(sorted(one.hands))}: {words}")
    return in_brackets([one.text for one in alternatives], told)


_ASKED = {
    "reword": _("other words"),
    "insert": _("a new passage"),
    "leave out": _("leaving a passage out"),
    "move": _("another place"),
    "kind": _("another kind"),
    "split": _("splitting"),
    "join": _("joining"),
}
_BECAME = {"taken": _("taken"), "joined": _("taken, to be checked"), "bracketed": _("in a bracket")}


def _print_table(result: Consolidation) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in (_("Hand"), _("Asked for"), _("Became"), _("Was"), _("Would be")):
        table.add_column(heading, overflow="fold")
    for one in result.dispositions:
        cells = (one.hand, _ASKED[one.asked], _BECAME[one.became], one.old, one.new)
        table.add_row(*(Text(for_terminal(cell)) for cell in cells))
    if result.dispositions:
        Console().print(table)


def _write(output: Path, body: bytes) -> None:
    """The whole file or none, for its owner alone."""
    descriptor, name = tempfile.mkstemp(dir=output.absolute().parent, prefix=".consolidated-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
