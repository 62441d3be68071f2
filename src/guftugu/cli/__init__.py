"""The command line. Nothing here imports Django before a command needs it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from guftugu.cli.asking import Asked, passphrase_from_environment
from guftugu.cli.backups import backup, restore
from guftugu.cli.beginning import init
from guftugu.cli.consolidating import consolidate_files
from guftugu.cli.demo import demo
from guftugu.cli.failing import run
from guftugu.cli.reporting import report
from guftugu.cli.searching import search
from guftugu.cli.serving import serve
from guftugu.cli.sunsets import sunset
from guftugu.cli.trails import trail
from guftugu.cli.users import user
from guftugu.cli.verifying import verify
from guftugu.cli.words import gettext as _

WHAT = _("Keep the record of a long, confidential dialogue, in rooms whose words are sealed.")


@click.group(invoke_without_command=True, subcommand_metavar="COMMAND …", help=WHAT)
@click.option("--dir", "folder", type=click.Path(path_type=Path), help=_("Where the workspace is; here if not given."))
@click.option("--as", "name", default="", metavar="NAME", help=_("Who asks: a log-in name."))
@click.option("--passphrase-fd", type=int, metavar="N", help=_("Read the passphrase from this descriptor."))
@click.option("--code", default="", help=_("The one-time code, for who uses them."))
@click.version_option(package_name="guftugu")
@click.pass_context
def guftugu(context: click.Context, folder: Path | None, name: str, passphrase_fd: int | None, code: str) -> None:
    told = passphrase_from_environment()
    where = folder or Path(os.environ.get("GUFTUGU_DIR") or ".")
    context.obj = Asked(where, folder is not None, name, told, passphrase_fd, code)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit(2)


for command in (demo, init, serve, user, search, report, consolidate_files, backup, restore, sunset, trail, verify):
    guftugu.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    # What a workspace, a backup or a demo consists of is its owner's alone.
    os.umask(0o077)
    # Told to go, a command puts away what it had begun.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(guftugu, arguments))
