"""How a command ends: 0 done, 1 could not, 2 asked wrongly. What went wrong is one line, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from guftugu.cli.words import gettext as _
from guftugu.rooms.refusals import Refusal

OUTSIDE = ("django.db.utils", "psycopg")


class Failure(click.ClickException):
    """Something cannot be done; the text says so in a sentence."""


class Misuse(click.UsageError):
    """Something was asked wrongly."""


def run(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    try:
        told = command.main(args=arguments, prog_name="guftugu", standalone_mode=False)
        return told if isinstance(told, int) else 0
    except click.UsageError as error:
        say(f"{_one_line(error.format_message())} ({_help_for(error)})")
        return 2
    except (click.Abort, KeyboardInterrupt):
        say(_("Stopped."))
        return 130
    except BrokenPipeError:
        # Whoever read has gone; nothing more can be said, at the end of Python neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 (the last to hear of it: nobody sees a traceback)
        say(line_about(error))
        return 1


def say(line: str) -> None:
    click.echo(line, err=True)


def line_about(error: BaseException) -> str:
    """Our own refusals in their words; of anything else only its kind and where in the code."""
    if isinstance(error, click.ClickException):
        return _one_line(error.format_message())
    if isinstance(error, Refusal):
        return _one_line(str(error))
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else f"{error.strerror}."
    if type(error).__module__.startswith(OUTSIDE):
        return _("The store cannot be read or written: is the disk full, the folder closed to you, the database away?")
    where = _("nowhere known")
    if frames := traceback.extract_tb(error.__traceback__):
        ours = [frame for frame in frames if "guftugu" in Path(frame.filename).parts] or frames
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return _("Something failed (%(kind)s at %(where)s).") % {"kind": type(error).__name__, "where": where}


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _help_for(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'guftugu'} --help"
