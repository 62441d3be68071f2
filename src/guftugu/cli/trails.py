"""`guftugu trail`: whether what was done is still what stands there. Needs nobody's passphrase."""

from __future__ import annotations

import re

import click

from guftugu.cli.asking import Asked, pass_asked
from guftugu.cli.failing import Misuse, say
from guftugu.cli.words import gettext as _
from guftugu.cli.words import ngettext

FOUND = {
    "altered": _("Row %(what)s was altered."),
    "missing": _("Row %(what)s is missing."),
    "order": _("Row %(what)s does not follow the row before it."),
    "cut": _("The end was cut off after row %(what)s."),
    "head": _("No row has the head you gave: the end was cut off, or this is another workspace."),
    "gone": _("Something the trail tells of is gone: %(what)s."),
    "unknown": _("The trail tells of something of a kind nobody knows: %(what)s."),
    "changed": _("Something the trail tells of was changed: %(what)s."),
}


@click.group(
    short_help=_("check that nothing was altered"), help=_("What was done, row by row, each sealed by the next.")
)
def trail() -> None:
    pass


@trail.command(help=_("Walk the whole trail and hold it against the store."))
@click.option("--head", metavar="HASH", help=_("The head as printed on a paper: finds an end that was cut off since."))
@pass_asked
def verify(asked: Asked, head: str | None) -> int:
    expected = None if head is None else _bytes_of(head)

    from guftugu.cli.stores import open_store

    open_store(asked.folder)

    from guftugu.trail.lookups import verification

    found = verification(expected_head=expected)
    click.echo(ngettext("%(count)d row", "%(count)d rows", found.rows) % {"count": found.rows})
    click.echo(_("head %(hash)s") % {"hash": found.head.hex()})
    for kind, what in found.faults:
        say(FOUND[kind] % {"what": what})
    if found.is_whole:
        click.echo(_("The trail is whole."))
    return 0 if found.is_whole else 1


def _bytes_of(head: str) -> bytes:
    plain = re.sub(r"[\s-]", "", head)
    if not re.fullmatch(r"(?:[0-9a-fA-F]{2}){8,32}", plain):
        raise Misuse(_("A head is 16 to 64 digits and letters a to f."))
    return bytes.fromhex(plain)
