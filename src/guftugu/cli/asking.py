"""What every command may be told: where the workspace lies, who asks, and by which passphrase."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guftugu.cli.failing import Failure, Misuse
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.viewer import Viewer

IN_ENVIRONMENT = "GUFTUGU_PASSPHRASE"


@dataclass
class Asked:
    folder: Path
    is_folder_given: bool
    name: str
    passphrase: str | None
    passphrase_fd: int | None
    code: str

    def told_passphrase(self, prompt: str) -> str:
        """From the descriptor, the environment, or whoever sits there; kept nowhere else."""
        if self.passphrase_fd is not None:
            return _first_line(self.passphrase_fd)
        if self.passphrase is not None:
            return self.passphrase
        if not sys.stdin.isatty():
            raise Misuse(
                _("Give the passphrase by --passphrase-fd or %(variable)s: nobody can be asked for it.")
                % {"variable": IN_ENVIRONMENT}
            )
        return getpass(f"{prompt}: ")

    def viewer(self) -> tuple[Viewer, str]:
        """Who asks, with his keys; and the passphrase that opened them."""
        from guftugu.cli.stores import open_store

        if not self.name:
            raise Misuse(_("Say who you are: guftugu --as NAME …"))
        open_store(self.folder)

        from django.utils import timezone

        from guftugu.rooms.actions.entering import unlock

        passphrase = self.told_passphrase(_("Passphrase of %(name)s") % {"name": self.name})
        return unlock(self.name, passphrase, code=self.code, now=timezone.now()), passphrase


pass_asked = click.make_pass_decorator(Asked)


def passphrase_from_environment() -> str | None:
    """Taken out as it is read, so that no child process inherits it."""
    return os.environ.pop(IN_ENVIRONMENT, None)


def is_sure(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Misuse(_("Nobody can be asked whether that is meant: say --yes."))
    if not click.confirm(question, err=True):
        raise click.Abort


def dialogue_meant(viewer: Viewer, number: int | None) -> Dialogue:
    """The one that was named, or the only one."""
    from guftugu.dialogues import lookups

    if number is not None:
        found = lookups.dialogue(viewer, number)
        if found is None:
            raise Failure(_("There is no dialogue %(number)s.") % {"number": number})
        return found
    listed = lookups.dialogues(viewer)
    if not listed:
        raise Failure(_("You are in no dialogue yet."))
    if len(listed) > 1:
        numbers = ", ".join(str(each.number) for each in listed)
        raise Misuse(_("Say which dialogue: --dialogue %(numbers)s.") % {"numbers": numbers})
    return listed[0]


def _first_line(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, encoding="utf-8", closefd=descriptor != 0) as given:
            return given.readline().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise Misuse(_("No passphrase can be read from descriptor %(number)s.") % {"number": descriptor}) from error
