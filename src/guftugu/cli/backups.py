"""`guftugu backup` and `guftugu restore`: words in one file, keys in another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guftugu.cli.asking import Asked, pass_asked
from guftugu.cli.failing import Failure
from guftugu.cli.progress import shown_progress
from guftugu.cli.words import gettext as _
from guftugu.cli.words import ngettext

if TYPE_CHECKING:
    from guftugu.rooms.storing import Told


@click.command(
    short_help=_("write words and keys into two sealed files"),
    help=_("Write everything but the keys to FILE and the keys to FILE.keys, both sealed."),
)
@click.argument("file", type=click.Path(path_type=Path))
@pass_asked
def backup(asked: Asked, file: Path) -> None:
    viewer, passphrase = asked.viewer()
    from django.utils import timezone

    from guftugu.cli.stores import present_schema
    from guftugu.rooms.actions.backups import make_backup
    from guftugu.rooms.backup_files import keys_path

    with shown_progress(_("Backing up")) as told:
        make_backup(
            file.absolute(), passphrase=passphrase, schema=present_schema(), by=viewer, now=timezone.now(), told=told
        )
    click.echo(_("words  %(file)s") % {"file": file})
    click.echo(_("keys   %(file)s") % {"file": keys_path(file)})
    click.echo(_("Keep them in two places: either alone opens nothing. Both open with your passphrase as it is today."))


@click.command(
    short_help=_("make a workspace out of a backup"), help=_("Make a workspace in DIR out of FILE and its keys file.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--keys", type=click.Path(path_type=Path), help=_("The keys file; FILE.keys if not given."))
@pass_asked
def restore(asked: Asked, file: Path, folder: Path, keys: Path | None) -> int:
    from guftugu.cli.stores import new_workspace

    keys = keys or file.with_name(file.name + ".keys")
    for path in (file, keys):
        if not path.is_file():
            raise Failure(_("%(file)s is missing. A backup is two files, words and keys.") % {"file": path})
    passphrase = asked.told_passphrase(_("Passphrase of whoever made the backup"))
    with new_workspace(folder), shown_progress(_("Restoring")) as told:
        rows = _restored(file, keys, passphrase, told)
        faults = _faults()
    click.echo(
        ngettext("%(count)d row restored into %(folder)s.", "%(count)d rows restored into %(folder)s.", rows)
        % {"count": rows, "folder": folder}
    )
    if faults:
        raise Failure(
            _("The trail is not whole; guftugu trail verify says where. The workspace was restored as it was.")
        )
    click.echo(_("The trail is whole."))
    return 0


def _restored(file: Path, keys: Path, passphrase: str, told: Told) -> int:
    from django.utils import timezone

    from guftugu.cli.stores import bring_forward, tables_under
    from guftugu.rooms.actions.backups import opened_keys, restore_backup

    opened = opened_keys(keys, passphrase=passphrase)
    tables = tables_under(opened.schema)
    return restore_backup(file, opened, tables=tables, bring_forward=bring_forward, now=timezone.now(), told=told)


def _faults() -> bool:
    from guftugu.trail.lookups import verification

    return not verification().is_whole
