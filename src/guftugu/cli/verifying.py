"""`guftugu verify`: whether a file is the final text whose digest it bears. Needs no workspace."""

from __future__ import annotations

import re
from pathlib import Path

import click

from guftugu.cli.failing import Misuse, say
from guftugu.cli.words import for_terminal
from guftugu.cli.words import gettext as _

UNREADABLE = {
    "large": _("The file is too large to be a text."),
    "pdf": _("A PDF cannot be compared word for word. Take the same text as DOCX, HTML or Markdown."),
    "not text": _("The file is no text in UTF-8."),
    "not docx": _("The file is no Word document, or it is damaged or locked by a password."),
}
SHOWN = 70


@click.command(
    short_help=_("check that a file is a final text"),
    help=_(
        "Say whether FILE (Markdown, HTML, DOCX or plain text) is, word for word, the final text with the digest that "
        "is printed on it, or that you give."
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--digest", metavar="DIGEST", default="", help=_("The digest as you know it from elsewhere."))
def verify(file: Path, digest: str) -> int:
    from guftugu.drafting.verifying import Unreadable, verdicts
    from guftugu.texts.digests import in_groups

    asked = _plain(digest)
    try:
        told = verdicts(file, digest=asked)
    except Unreadable as error:
        raise Misuse(UNREADABLE[error.code]) from error
    if not told:
        raise Misuse(_("No digest is printed in the file. Give the one you know by --digest."))
    found = next((one for one in told if one.is_final), max(told, key=lambda one: len(one.besides)))
    click.echo(in_groups(found.digest))
    if found.is_final:
        click.echo(_("This is the final text, word for word."))
        if not asked:
            say(_("The digest is the file’s own: compare it with one you have from elsewhere."))
        return 0
    if not found.besides:
        say(_("This is not the final text: its words are others."))
        return 1
    say(_("The final text is in it, but not alone. Besides it the file says:"))
    for words in found.besides:
        say(f"  {for_terminal(words if len(words) <= SHOWN else words[:SHOWN] + '…')}")
    return 1


def _plain(digest: str) -> str:
    plain = re.sub(r"[\s-]", "", digest).lower()
    if plain and not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise Misuse(_("A digest is 64 digits and letters a to f."))
    return plain
