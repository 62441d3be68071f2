"""`guftugu sunset`: destroying keys, and saying that the key files of backups are destroyed as well."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import click

from guftugu.cli.asking import Asked, dialogue_meant, is_sure, pass_asked
from guftugu.cli.failing import Failure, Misuse
from guftugu.cli.users import dialogue_option
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue
    from guftugu.rooms.models import Backup, Room
    from guftugu.rooms.viewer import Viewer


@click.command(
    short_help=_("destroy the key of a room, or of a part of it"),
    help=_(
        "Destroy the key of ROOM, or of one meeting or shelf in it: its words open for nobody, ever. "
        "Without ROOM: lists your rooms and the key files still to be destroyed."
    ),
)
@click.argument("room", required=False)
@click.option("--meeting", type=int, metavar="N", help=_("Only what this meeting has in the room."))
@click.option("--shelf", type=click.UUID, metavar="ID", help=_("Only what this person, text or occasion has there."))
@click.option("--done", metavar="BACKUP", help=_("Say that the key file of this backup is destroyed."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@dialogue_option
@pass_asked
def sunset(
    asked: Asked,
    *,
    room: str | None,
    meeting: int | None,
    shelf: UUID | None,
    done: str | None,
    yes: bool,
    dialogue: int | None,
) -> None:
    if (meeting is not None and shelf is not None) or (done and room) or (room is None and (meeting or shelf)):
        raise Misuse(_("Name a room, and in it at most one meeting or one shelf; or say --done BACKUP alone."))
    viewer, _passphrase = asked.viewer()
    if done:
        _tick(viewer, done)
    elif room is None:
        _list_rooms(viewer)
    else:
        _destroy(viewer, dialogue_meant(viewer, dialogue), room, meeting=meeting, shelf=shelf, yes=yes)
    _list_pending(viewer)


def _destroy(
    viewer: Viewer, dialogue: Dialogue, name: str, *, meeting: int | None, shelf: UUID | None, yes: bool
) -> None:
    from django.utils import timezone

    from guftugu.rooms.actions.sunset import sunset_room, sunset_shelf

    room = _room_named(viewer, dialogue, name)
    of = _meeting(viewer, dialogue, meeting) if meeting is not None else shelf
    if of is None:
        question = _("Everything in the room %(room)s will open for nobody, ever. Destroy its keys?")
    elif meeting is not None:
        question = _("What meeting %(meeting)s has in the room %(room)s will open for nobody, ever. Destroy its key?")
    else:
        question = _("What this shelf of the room %(room)s holds will open for nobody, ever. Destroy its key?")
    is_sure(question % {"room": name, "meeting": meeting}, yes=yes)
    if of is None:
        sunset_room(room, by=viewer, now=timezone.now())
    else:
        sunset_shelf(room, of, by=viewer, now=timezone.now())
    click.echo(_("The keys are destroyed."))


def _tick(viewer: Viewer, told: str) -> None:
    from django.utils import timezone

    from guftugu.rooms.actions.sunset import tick_key_file
    from guftugu.rooms.lookups import backups

    standing = [each for each in backups(viewer) if each.keys_destroyed_at is None]
    plain = told.removesuffix(".keys")
    meant = [each for each in standing if plain in (each.file_name, str(each.pk))]
    if not meant:
        raise Failure(_("No key file of a backup called %(name)s is waiting for you to destroy it.") % {"name": told})
    if len(meant) > 1:
        ids = ", ".join(str(each.pk) for each in meant)
        raise Failure(_("Several backups are called so. Say which: %(ids)s.") % {"ids": ids})
    tick_key_file(meant[0], by=viewer, now=timezone.now())
    click.echo(_("Ticked: the key file of %(name)s is destroyed.") % {"name": meant[0].file_name})


def _list_rooms(viewer: Viewer) -> None:
    from guftugu.dialogues import lookups

    for dialogue in lookups.dialogues(viewer):
        kept = [room for room in lookups.rooms_of(viewer, dialogue) if viewer.may_keep(room) and not room.is_open]
        for room in kept:
            click.echo(_("dialogue %(number)d  room %(name)s") % {"number": dialogue.number, "name": _name_of(room)})


def _list_pending(viewer: Viewer) -> None:
    from guftugu.rooms.lookups import sunsets

    waiting: dict[UUID, Backup] = {each.pk: each for seen in sunsets(viewer) for each in seen.pending}
    if not waiting:
        click.echo(_("No key file is left to be destroyed."))
        return
    click.echo(_("These key files still open what was sunset. Destroy each, then say guftugu sunset --done BACKUP:"))
    for each in sorted(waiting.values(), key=lambda backup: backup.made_at):
        click.echo(f"  {each.file_name}.keys  {each.made_at:%Y-%m-%d %H:%M}  {each.pk}")


def _room_named(viewer: Viewer, dialogue: Dialogue, name: str) -> Room:
    from guftugu.dialogues import lookups

    rooms = {_name_of(room).casefold(): room for room in lookups.rooms_of(viewer, dialogue)}
    if name.casefold() not in rooms:
        raise Failure(_("There is no room %(name)s for you.") % {"name": name})
    return rooms[name.casefold()]


def _meeting(viewer: Viewer, dialogue: Dialogue, number: int) -> UUID:
    from guftugu.dialogues import lookups

    found = lookups.meeting(viewer, dialogue, number)
    if found is None:
        raise Failure(_("There is no meeting %(number)s.") % {"number": number})
    return found.occasion.pk


def _name_of(room: Room) -> str:
    return f"{room.kind}-{room.letter}" if room.letter else str(room.kind)
