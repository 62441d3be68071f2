"""`guftugu init`: a workspace with its first moderator, a dialogue and the rooms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guftugu.cli.failing import Misuse
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.rooms.actions.accounts import NewKeys


@click.command(
    "init",
    short_help=_("make a workspace: first moderator, dialogue, rooms"),
    help=_("Make a workspace in DIR: the first moderator, the dialogue and its rooms."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="moderator", show_default=True, help=_("Log-in name of the first moderator."))
@click.option("--title", help=_("What the dialogue is called; asked for if not given."))
@click.option("--language", type=click.Choice(["en", "ru", "tg"]), default="en", help=_("The moderator's language."))
def init(folder: Path, name: str, title: str | None, language: str) -> None:
    from guftugu.cli.stores import new_workspace

    if title is None:
        if not sys.stdin.isatty():
            raise Misuse(_("Say what the dialogue is called: --title TITLE."))
        title = click.prompt(_("What is the dialogue called? Only its own rooms will see it"), err=True)
    with new_workspace(folder):
        made = _begin(name, title, language)
    click.echo(_("The workspace is in %(folder)s.") % {"folder": folder} + "\n")
    for label, told in (
        (_("log-in name"), made.account.name),
        (_("passphrase"), made.passphrase),
        (_("recovery code"), made.recovery_code),
    ):
        click.echo(f"  {label:<16}{told}")
    click.echo(
        "\n"
        + _("Write the six words and the code down now: they are shown this once and kept nowhere.")
        + "\n"
        + _("Keep the code in another place than the words. Whoever loses both loses what only they could open.")
        + "\n\n"
        + f"guftugu --dir {folder} serve"
    )


def _begin(name: str, title: str, language: str) -> NewKeys:
    from django.utils import timezone

    from guftugu.cli.stores import bring_forward
    from guftugu.dialogues.actions.dialogues import begin_dialogue
    from guftugu.rooms.actions.accounts import choose_language, make_first_account

    now = timezone.now()
    bring_forward()
    made = make_first_account(name, now=now)
    choose_language(made.viewer, language)
    begin_dialogue(title, by=made.viewer, now=now)
    return made
