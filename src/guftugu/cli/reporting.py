"""`guftugu report`: agenda, memo and wrap-up report from the record, as a file, with what would leave said first."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guftugu.cli.asking import Asked, dialogue_meant, pass_asked
from guftugu.cli.failing import Failure, Misuse, say
from guftugu.cli.users import dialogue_option
from guftugu.cli.words import for_terminal, ngettext
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.reports.composed import Wanted
    from guftugu.reports.leaving import Finding
    from guftugu.rooms.viewer import Viewer

AUDIENCES = ["team", "participants", "colleagues", "public"]
SUFFIXES = ["md", "html", "pdf", "docx"]
ON_PAPER = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Told:
    """What every kind of report may be told."""

    audience: str | None
    output: Path | None
    is_strict: bool
    is_anew: bool
    dialogue: int | None

    @property
    def suffix(self) -> str:
        return self.output.suffix.lower().removeprefix(".") if self.output else "md"


class Day(click.ParamType[date]):
    """A day, or a month: its first day or its last."""

    name = "YYYY-MM[-DD]"

    def __init__(self, *, is_last: bool) -> None:
        self.is_last = is_last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        told = ON_PAPER.fullmatch(str(value))
        try:
            if told is None:
                raise ValueError
            year, month = int(told[1]), int(told[2])
            day = int(told[3]) if told[3] else monthrange(year, month)[1] if self.is_last else 1
            return date(year, month, day)
        except ValueError:
            self.fail(_("%(told)s is no month and no day: write 1994-01 or 1994-01-31.") % {"told": value}, param, ctx)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option("--audience", type=click.Choice(AUDIENCES), help=_("Who reads it: it holds what they may know.")),
        click.option(
            "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
            help=_("A .md, .html, .pdf or .docx file; markdown on the screen if not given."),
        ),
        click.option("--strict", "is_strict", is_flag=True, help=_("Refuse while something would leave unchecked.")),
        click.option("--anew", "is_anew", is_flag=True, help=_("From the record, even where somebody edited it.")),
        dialogue_option,
        pass_asked,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    short_help=_("agenda, memo or wrap-up report from the record"),
    help=_("Compose a paper from the record. What would leave with it is listed first."),
)
def report() -> None:
    pass


@report.command("wrap-up", help=_("What happened in a period, for colleagues."))
@click.option("--from", "first", type=Day(is_last=False), required=True, help=_("The first day, or its month."))
@click.option("--to", "last", type=Day(is_last=True), required=True, help=_("The last day, or its month."))
@report_options
def wrap_up(asked: Asked, first: date, last: date, **told: Any) -> None:
    if last < first:
        raise Misuse(_("The period ends before it begins."))

    def wanted(_viewer: Viewer, _dialogue: Dialogue, audience: str) -> Wanted:
        from guftugu.reports.composed import Period, Wanted

        return Wanted("wrap-up", audience, period=Period(first, last))

    _report(asked, Told(**told), "wrap-up", wanted)


@report.command(help=_("The analytical memo on a meeting, for the team."))
@click.option("--meeting", type=int, required=True, metavar="N", help=_("Its number."))
@report_options
def memo(asked: Asked, meeting: int, **told: Any) -> None:
    _report(asked, Told(**told), "memo", _of_meeting("memo", meeting))


@report.command(help=_("The agenda of a meeting, for its participants."))
@click.option("--meeting", type=int, required=True, metavar="N", help=_("Its number."))
@report_options
def agenda(asked: Asked, meeting: int, **told: Any) -> None:
    _report(asked, Told(**told), "agenda", _of_meeting("agenda", meeting))


Make = Callable[["Viewer", "Dialogue", str], "Wanted"]


def _of_meeting(kind: str, number: int) -> Make:
    def wanted(viewer: Viewer, dialogue: Dialogue, audience: str) -> Wanted:
        from guftugu.reports.composed import Wanted

        return Wanted(kind, audience, meeting=_meeting(viewer, dialogue, number))

    return wanted


def _meeting(viewer: Viewer, dialogue: Dialogue, number: int) -> Occasion:
    from guftugu.dialogues import lookups

    found = lookups.meeting(viewer, dialogue, number)
    if found is None:
        raise Misuse(_("There is no meeting %(number)d.") % {"number": number})
    return found.occasion


def _report(asked: Asked, told: Told, kind: str, wanted: Make) -> None:
    _check_output(told)
    viewer, _passphrase = asked.viewer()
    from django.utils import timezone

    from guftugu.reports.actions.leaving import record_export
    from guftugu.reports.composed import USUAL_AUDIENCE
    from guftugu.reports.lookups.going_out import going_out
    from guftugu.texts.files import write

    now = timezone.now()
    dialogue = dialogue_meant(viewer, told.dialogue)
    what = wanted(viewer, dialogue, told.audience or USUAL_AUDIENCE[kind])
    out = going_out(viewer, dialogue, what, is_anew=told.is_anew, now=now)
    if out.paper is not None:
        number = {"number": out.paper.version.number}
        if out.paper.is_copy:
            say(_("As it was released to you: version %(number)d.") % number)
        else:
            say(
                _("Somebody edited this paper: here is version %(number)d. --anew composes it from the record.")
                % number
            )
    # What was released to somebody has been looked through, and is his.
    waiting = 0 if out.paper is not None and out.paper.is_copy else _say_findings(out.findings)
    if told.is_strict and waiting:
        raise Failure(_("Nothing was written: something would leave that nobody has looked at."))
    body = write(out.document, told.suffix)
    kept = out.paper.row if out.paper else None
    _hand_over(told.output, body, recorded=lambda: record_export(dialogue, out.room, paper=kept, by=viewer, now=now))


def _check_output(told: Told) -> None:
    """Before anybody is asked for a passphrase."""
    if told.suffix not in SUFFIXES:
        raise Misuse(_("A report is written as %(suffixes)s.") % {"suffixes": ", ".join(f".{one}" for one in SUFFIXES)})
    if told.output is not None:
        if not told.output.absolute().parent.is_dir():
            raise Failure(_("There is no folder %(folder)s.") % {"folder": told.output.absolute().parent})
        _check_replaceable(told.output)


def _check_replaceable(output: Path) -> None:
    if os.path.lexists(output) and not stat.S_ISREG(output.lstat().st_mode):
        raise Failure(_("%(file)s is there and is no plain file. Nothing was changed.") % {"file": output})


def _hand_over(output: Path | None, body: bytes, *, recorded: Callable[[], None]) -> None:
    """The whole file or none, for its owner alone; and in the trail, or not handed over."""
    if output is None:
        recorded()
        click.echo(body, nl=False)
        return
    from django.db import transaction

    descriptor, name = tempfile.mkstemp(dir=output.absolute().parent, prefix=".report-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        with transaction.atomic():
            recorded()
            _check_replaceable(output)
            part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _say_findings(findings: list[Finding]) -> int:
    """One a line, those first that somebody ought to look at. How many those are."""
    for finding in findings:
        state = _("known to its readers") if finding.is_known else _("looked at") if finding.is_checked else ""
        where = ", ".join(str(number) for number in finding.numbers) or _("heading")
        parts = [finding.kind_in_words, str(finding.room or ""), where, state]
        words = for_terminal(finding.words)
        say(f"{'  ' if state else '! '}{words}  ({' · '.join(part for part in parts if part)})")
    waiting = sum(finding.is_waiting for finding in findings)
    say(
        ngettext(
            "%(count)d thing would leave that nobody has looked at.",
            "%(count)d things would leave that nobody has looked at.",
            waiting,
        )
        % {"count": waiting}
    )
    return waiting
