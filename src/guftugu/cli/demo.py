"""`guftugu demo`: the record of 1993–94 in a workspace of its own, served, with log-ins known to anyone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guftugu.cli.asking import Asked, pass_asked
from guftugu.cli.failing import Failure
from guftugu.cli.progress import shown_progress
from guftugu.cli.serving import PORT, free_port, serve_workspace
from guftugu.cli.stores import STORE, new_workspace
from guftugu.cli.words import gettext as _

LOG_INS = "log-ins.txt"


@click.command(
    short_help=_("the record of 1993–94 in a throwaway workspace, served"),
    help=_("The record of the Tajikistan Dialogue, 1993–94, in a throwaway workspace, served."),
)
@click.option("--dir", "folder", type=click.Path(path_type=Path), help=_("Keep it here; without, it goes at the end."))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, help=_("The next free one if it is taken."))
@click.option("--no-serve", is_flag=True, help=_("Only make the workspace."))
@click.option("--no-browser", is_flag=True, help=_("Do not open a browser."))
@pass_asked
def demo(asked: Asked, *, folder: Path | None, port: int, no_serve: bool, no_browser: bool) -> None:
    # A demo never writes into the store of a real dialogue; its keys are known to anyone, so they may be cheap.
    os.environ.pop("DATABASE_URL", None)
    os.environ["GUFTUGU_DEMO"] = "1"
    os.environ.setdefault("GUFTUGU_KEY_STRETCHING", "lowest")
    if folder is None and asked.is_folder_given:
        folder = asked.folder
    if no_serve:
        import tempfile

        _make(folder or Path(tempfile.mkdtemp(prefix="guftugu-demo-")))
        return
    with _kept(folder) as kept:
        if not _is_demo(kept):
            _make_in_a_process_of_its_own(kept)
        click.echo((kept / LOG_INS).read_text(encoding="utf-8").expandtabs(16))
        serve_workspace(kept, host="127.0.0.1", port=free_port("127.0.0.1", port), opens_browser=not no_browser)


def _make(folder: Path) -> None:
    if _is_demo(folder):
        raise Failure(_("There is a demo in %(folder)s already.") % {"folder": folder})
    with new_workspace(folder) as part, shown_progress(_("Telling the record of 1993–94")) as told:
        from guftugu.cli.stores import bring_forward

        bring_forward()

        from guftugu.demo.load import load_demo

        log_ins = load_demo(report=told)
        lines = [f"{each.name}\t{each.role}\t{each.passphrase}\n" for each in log_ins]
        (part / LOG_INS).write_text("".join(lines), encoding="utf-8")
    click.echo(_("The demo is in %(folder)s.") % {"folder": folder})


def _make_in_a_process_of_its_own(folder: Path) -> None:
    """So that the one that serves stays small: what told the record is not needed any more."""
    import subprocess

    command = [sys.executable, "-m", "guftugu", "demo", "--no-serve", "--dir", str(folder)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 (ourselves)
    if done.returncode:
        # It has said on stderr why.
        raise SystemExit(done.returncode)


def _is_demo(folder: Path) -> bool:
    return (folder / STORE).is_file() and (folder / LOG_INS).is_file()


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    """The folder that was named; or one that is gone when the demo is."""
    if folder is not None:
        yield folder
        return
    import shutil
    import tempfile

    throwaway = Path(tempfile.mkdtemp(prefix="guftugu-demo-"))
    try:
        yield throwaway
    finally:
        shutil.rmtree(throwaway, ignore_errors=True)
