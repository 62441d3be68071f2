"""`guftugu user`: inviting people, listing them, and helping one who lost passphrase and recovery code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from guftugu.cli.asking import Asked, dialogue_meant, is_sure, pass_asked
from guftugu.cli.failing import Failure
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.dialogues.models import Appointment, Dialogue
    from guftugu.rooms.models import Account, Room
    from guftugu.rooms.viewer import Viewer

ROLES = ["moderator", "rapporteur", "participant", "translator", "staff", "colleague"]

dialogue_option = click.option(
    "--dialogue", type=int, metavar="N", help=_("Which dialogue; the only one if not given.")
)
address_option = click.option(
    "--at",
    "address",
    default=lambda: os.environ.get("GUFTUGU_ADDRESS", "http://127.0.0.1:8000"),
    metavar="URL",
    help=_("Where people reach this Guftugu; http://127.0.0.1:8000 if not given."),
)


@click.group(short_help=_("invite people, list them, recover one"), help=_("Who can log in."))
def user() -> None:
    pass


@user.command(help=_("Invite NAME; prints the link that works once."))
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--caucus", metavar="G", help=_("The letter of the party whose caucus they are in."))
@dialogue_option
@address_option
@pass_asked
def invite(asked: Asked, name: str, *, role: str, caucus: str | None, dialogue: int | None, address: str) -> None:
    viewer, _passphrase = asked.viewer()
    from django.utils import timezone

    from guftugu.dialogues.actions.dialogues import invite_again_to, invite_to

    meant = dialogue_meant(viewer, dialogue)
    rooms = [_caucus(viewer, meant, caucus)] if caucus else []
    known = _appointed(viewer, meant, name)
    if known is not None and known.role == role and known.account.public_key is None:
        secret = invite_again_to(meant, known.account, by=viewer, now=timezone.now())
    else:
        _account, secret = invite_to(meant, name, role, by=viewer, now=timezone.now(), caucuses=rooms)
    _print_link(name, secret, address)


@user.command("list", help=_("Who is what in the dialogue, and who has not used the link yet."))
@dialogue_option
@pass_asked
def list_users(asked: Asked, dialogue: int | None) -> None:
    viewer, _passphrase = asked.viewer()
    from guftugu.dialogues import lookups

    listed = lookups.appointments(viewer, dialogue_meant(viewer, dialogue))
    if not listed:
        raise Failure(_("Only a moderator of this dialogue can do this."))
    for each in listed:
        state = _("has keys") if each.account.public_key else _("has not used the link yet")
        click.echo(f"{each.account.name}\t{each.role}\t{state}")


@user.command(help=_("For NAME who lost passphrase and recovery code: takes their keys, prints a link to new ones."))
@click.argument("name")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@dialogue_option
@address_option
@pass_asked
def recover(asked: Asked, name: str, *, yes: bool, dialogue: int | None, address: str) -> None:
    viewer, _passphrase = asked.viewer()
    from django.utils import timezone

    from guftugu.dialogues.actions.dialogues import recover_in

    meant = dialogue_meant(viewer, dialogue)
    account = _account_named(viewer, meant, name)
    if account.pk == viewer.account_id:
        raise Failure(_("You are in: change your passphrase, or renew your recovery code, on your account's page."))
    is_sure(_("%(name)s loses every key now and must be let in again everywhere. Go on?") % {"name": name}, yes=yes)
    secret = recover_in(meant, account, by=viewer, now=timezone.now())
    _print_link(name, secret, address)


def _appointed(viewer: Viewer, dialogue: Dialogue, name: str) -> Appointment | None:
    from guftugu.dialogues import lookups

    plain = name.strip().casefold()
    return next((each for each in lookups.appointments(viewer, dialogue) if each.account.name == plain), None)


def _account_named(viewer: Viewer, dialogue: Dialogue, name: str) -> Account:
    found = _appointed(viewer, dialogue, name)
    if found is None:
        raise Failure(_("There is nobody called %(name)s whom you could recover.") % {"name": name})
    return found.account


def _caucus(viewer: Viewer, dialogue: Dialogue, letter: str) -> Room:
    from guftugu.dialogues import lookups

    found = next((room for room in lookups.caucuses(viewer, dialogue) if room.letter == letter.upper()), None)
    if found is None:
        raise Failure(_("There is no caucus %(letter)s.") % {"letter": letter})
    return found


def _print_link(name: str, secret: str, address: str) -> None:
    from django.urls import reverse

    path = reverse("rooms:invitation", kwargs={"secret": secret})
    click.echo(f"{address.rstrip('/')}{path}")
    click.echo(
        _("For %(name)s only; it works once, within seven days. Hand it over in person or by a way you trust.")
        % {"name": name},
        err=True,
    )
