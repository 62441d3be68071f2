"""What was done, in words. Each package says its own verbs where its addresses are read (`word`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VERBS: dict[str, StrOrPromise] = {
    "asked_in": _("put somebody into the queue before a room"),
    "caucus_made": _("made the room of a caucus"),
    "caucus_opened": _("opened the caucus"),
    "epoch_started": _("started a new key"),
    "invited": _("invited somebody"),
    "invited_again": _("made another link for somebody invited"),
    "key_file_destroyed": _("said that a backup's key file is destroyed"),
    "keys_made": _("somebody made their keys"),
    "left": _("left"),
    "let_in": _("let somebody in, from then on"),
    "let_in_with_past": _("let somebody in, with what was written before"),
    "one_time_codes_stopped": _("turned one-time codes off"),
    "one_time_codes_used": _("turned one-time codes on"),
    "opener_named": _("named who opens a caucus"),
    "opener_taken_back": _("took back who opens a caucus"),
    "passphrase_changed": _("changed their passphrase"),
    "put_out": _("put somebody out"),
    "recovery_begun": _("began the recovery of an account: its keys are gone"),
    "recovery_code_renewed": _("took a new recovery code"),
    "released": _("released words to another room"),
    "room_made": _("made a room"),
    "sessions_ended": _("logged out everywhere"),
    "sunset": _("destroyed keys: a sunset"),
    "turned_away": _("took somebody out of the queue"),
}


def word(verbs: Mapping[str, StrOrPromise]) -> None:
    VERBS.update(verbs)


def in_words(verb: str) -> str:
    """A verb that nobody has worded still says something."""
    return str(VERBS.get(verb) or verb.replace("_", " "))


# What leaves a room, by the kind of row that came of it.
THINGS: dict[str, StrOrPromise] = {}


def name_things(things: Mapping[str, StrOrPromise]) -> None:
    THINGS.update(things)


def thing(kind: str) -> str:
    return str(THINGS.get(kind) or kind)
