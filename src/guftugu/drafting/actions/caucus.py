from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.kinds import Attribution
from guftugu.drafting.actions.circulating import about
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.kinds import CommentKind, RoundState, WordingKind
from guftugu.drafting.lookups.caucus import settled_wordings
from guftugu.drafting.models import Comment, Releasing, Round, Settled, Wording
from guftugu.rooms import sealing
from guftugu.rooms.acts import record_act
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import is_shut, open_rows, seal
from guftugu.texts.kinds import PassageKind
from guftugu.texts.lookups.texts import is_placed

if TYPE_CHECKING:
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

SAY_WORDS = (WordingKind.CHANGE, WordingKind.NEW)
# Sealed answers come in steps of this many bytes, so that their length says little.
STEP = 16_384
PRESSED_TWICE = timedelta(minutes=1)
PLACED = ("passage_id", "kind", "after_id", "comes_first", "passage_kind", "level", "language", "script")


@transaction.atomic
def comment(
    found: Round, passage: UUID, room: Room, words: str, *, kind: str = CommentKind.COMMENT, language: str = "",
    read_before: Collection[UUID] | None = None, by: Viewer, now: datetime,
) -> Comment:  # fmt: skip
    """Say something of a passage, to plenary or to one's caucus. It asks for nothing.

    `read_before` are those that were read out of the same file; None where it was typed.
    """
    found = _locked(found)
    _check(found, passage, room, by=by)
    if room.kind not in (RoomKind.PLENARY, RoomKind.CAUCUS):
        raise UnableToDraft(_("A draft is commented on in plenary or in a caucus."))
    if kind not in CommentKind.values or not words.strip():
        raise UnableToDraft(_("A comment has to say something."))
    written = Comment(
        id=uuid4(), round=found, passage_id=passage, room=room, kind=kind, language=language, recorded_at=now
    )  # fmt: skip
    if same := _said_before(written, words.strip(), read_before=read_before, by=by):
        return same
    shelf = shelf_in(room, by=by, now=now, about=about(found.joint_text))
    seal(written, shelf=shelf, words=words.strip(), written_by=_writer(room, by))
    written.save(force_insert=True)
    record_act("commented", by=by, about=written, room=room, kept=[written], told_to=_told_to(found, room), now=now)
    return written


@transaction.atomic
def propose_wording(
    found: Round, passage: UUID, room: Room, kind: str, words: str = "", *, why: str = "", language: str,
    script: str = "", after: UUID | None = None, comes_first: bool = False, passage_kind: str = "", level: int = 1,
    read_before: Collection[UUID] | None = None, by: Viewer, now: datetime,
) -> Wording:  # fmt: skip
    """Put a wording before one's caucus, or before plenary. It stands beside those of others, until one is settled on.

    In plenary everybody reads it at once, and it stands there without a name.
    In whichever language: one that does not lead is rendered once all releases were opened. `read_before` are those
    that were read out of the same file; None where it was typed.
    """
    found = _locked(found)
    _check(found, passage, room, by=by)
    if not room.is_caucus and room.pk != found.room_id:
        raise UnableToDraft(_("A wording is proposed in a caucus or in plenary."))
    if kind not in WordingKind.values or passage_kind not in ("", *PassageKind.values):
        raise UnableToDraft(_("There is no such kind of proposal."))
    if kind in SAY_WORDS and not words.strip():
        raise UnableToDraft(_("Write the words, or ask for the passage to be left out."))
    if kind == WordingKind.MOVE:
        _check_place(found, passage, after, comes_first=comes_first, by=by)
    moves = kind == WordingKind.MOVE
    told = words.strip() if kind in SAY_WORDS else ""
    written = Wording(
        id=uuid4(), round=found, passage_id=passage, room=room, kind=kind, after_id=after if moves else None,
        comes_first=comes_first and kind in (WordingKind.MOVE, WordingKind.NEW), passage_kind=passage_kind, level=level,
        language=language, script=script, recorded_at=now,
    )  # fmt: skip
    if same := _sent_before(written, told, why.strip(), read_before=read_before, by=by):
        return same
    shelf = shelf_in(room, by=by, now=now, about=about(found.joint_text))
    seal(written, shelf=shelf, words=told, why=why.strip(), written_by=_writer(room, by))
    written.save(force_insert=True)
    record_act("worded", by=by, about=written, room=room, kept=[written], told_to=_told_to(found, room), now=now)
    return written


@transaction.atomic
def settle(wording: Wording, *, by: Viewer, now: datetime, is_withdrawn: bool = False) -> Settled:
    """Say that the caucus makes this wording its own, or no longer does. Nobody outside learns of it.

    For plenary, which speaks with many voices, those say it who hold the pen.
    """
    found = _locked(wording.round)
    _check_open(found)
    if wording.room_id == found.room_id:
        pen_room(found.joint_text.dialogue, by=by)
    if not by.holds_key(wording.room):
        raise UnableToDraft(_("You cannot write in this room."))
    is_settled = wording.pk in {one.pk for one in settled_wordings(by, wording.round, wording.room)}
    if is_withdrawn and not is_settled:
        raise UnableToDraft(_("This wording is not settled on, or another has been since."))
    if is_settled and not is_withdrawn:
        raise UnableToDraft(_("This wording is settled on already."))
    row = Settled.objects.create(
        id=uuid4(), wording=wording, room=wording.room, is_withdrawn=is_withdrawn, recorded_at=now
    )  # fmt: skip
    verb = "settlement_withdrawn" if is_withdrawn else "settled"
    record_act(verb, by=by, about=row, room=wording.room, kept=[row], now=now)
    return row


@transaction.atomic
def release_answer(found: Round, room: Room, *, by: Viewer, now: datetime) -> Releasing:
    """Send the caucus's settled wordings, as one voice: sealed to the round's key, which lies with the moderators.

    Until a moderator opens all releases at once a later answer takes the place of this one.
    """
    found = _locked(found)
    _check_open(found)
    if not room.is_caucus or not by.holds_key(room):
        raise UnableToDraft(_("Only a caucus releases, and you are not in this one."))
    if room.pk not in set(found.joint_text.dialogue.rooms.values_list("pk", flat=True)):
        raise UnableToDraft(_("That room belongs to another dialogue."))
    told = as_asked(settled_wordings(by, found, room))
    Releasing.objects.filter(round=found, room=room).delete()
    padded = _padded(told)
    releasing = Releasing(
        id=uuid4(), round=found, room=room, sealed=sealing.wrap_for(bytes(found.public_key), padded)
    )  # fmt: skip
    seal(releasing, shelf=shelf_in(room, by=by, now=now, about=about(found.joint_text)), asked=padded)
    releasing.save(force_insert=True)
    record_act("answer_released", by=by, about=releasing, room=room, kept=[releasing], now=now)
    return releasing


def as_asked(settled: Sequence[Wording]) -> list[dict[str, Any]]:
    """What was settled on as it goes before the moderators; not words that were sunset since.

    Refused where `settled` does not open: words that are left out unread would be lost.
    """
    if any(is_shut(one, "words") or is_shut(one, "why") for one in settled):
        raise UnableToDraft(_("Your keys do not open all that was settled on; somebody else’s may."))
    return [
        {
            "passage": str(one.passage_id), "kind": one.kind, "after": str(one.after_id or ""),
            "comes_first": one.comes_first, "passage_kind": one.passage_kind, "level": one.level,
            "language": one.language, "script": one.script, "words": one.words, "why": one.why,
        }
        for one in settled
        if one.words or one.kind not in SAY_WORDS
    ]  # fmt: skip


def _padded(told: list[dict[str, Any]]) -> bytes:
    plain = json.dumps(told, ensure_ascii=False).encode()
    return plain + b" " * (-len(plain) % STEP)


def _locked(found: Round) -> Round:
    """Nobody writes while releases are being opened, nor after."""
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related("joint_text__dialogue", "base", "room").get(pk=found.pk)


def _check(found: Round, passage: UUID, room: Room, *, by: Viewer) -> None:
    _check_open(found)
    if not by.holds_key(room) or not found.joint_text.dialogue.rooms.filter(pk=room.pk).exists():
        raise UnableToDraft(_("You cannot write in this room."))
    if not is_placed(by, found.base, passage):
        raise UnableToDraft(_("There is no such passage in this draft."))


def _sent_before(
    written: Wording, words: str, why: str, *, read_before: Collection[UUID] | None, by: Viewer
) -> Wording | None:
    """What somebody sends twice is one wording. But a passage may be wanted twice: in one file, or after a while.

    In plenary, where no name tells whose it is, only a press that is repeated is one.
    """
    placed = {name: getattr(written, name) for name in PLACED}
    rows = Wording.objects.filter(room=written.room, round=written.round, **placed)
    if written.kind == WordingKind.NEW or not written.room.is_caucus:
        rows = (
            rows.filter(recorded_at__gt=written.recorded_at - PRESSED_TWICE)
            if read_before is None
            else rows.exclude(pk__in=read_before)
        )
    mine = (
        row for row in open_rows(by, rows) if row.written_by == _writer(written.room, by) and not is_shut(row, "why")
    )
    return next((row for row in mine if (row.words, row.why) == (words, why)), None)


def _said_before(
    written: Comment, words: str, *, read_before: Collection[UUID] | None, by: Viewer
) -> Comment | None:  # fmt: skip
    """In a caucus. In plenary two may say the same."""
    if not written.room.is_caucus:
        return None
    rows = Comment.objects.filter(
        room=written.room, round=written.round, passage_id=written.passage_id, kind=written.kind
    )
    rows = (
        rows.filter(recorded_at__gt=written.recorded_at - PRESSED_TWICE)
        if read_before is None
        else rows.exclude(pk__in=read_before)
    )
    mine = (row for row in open_rows(by, rows) if row.written_by == _writer(written.room, by))
    return next((row for row in mine if row.words == words), None)


def _check_place(
    found: Round, passage: UUID, after: UUID | None, *, comes_first: bool, by: Viewer
) -> None:  # fmt: skip
    if comes_first and after is None:
        return
    if after is None or after == passage or not is_placed(by, found.base, after):
        raise UnableToDraft(_("Say behind which other passage it is to stand."))


def _check_open(found: Round) -> None:
    if found.state != RoundState.OPEN:
        raise UnableToDraft(_("This round is over: what was released was opened."))


def _told_to(found: Round, room: Room) -> Room | None:
    """Who spoke in plenary is told as the dialogue attributes words: by name to all, or to its moderators alone."""
    dialogue = found.joint_text.dialogue
    if room.is_caucus or dialogue.attribution == Attribution.NAMED:
        return None
    return dialogue.rooms.get(kind=RoomKind.MODERATORS)


def _writer(room: Room, by: Viewer) -> str:
    """What is said in plenary stands there without a name."""
    return by.account.name if by.account and room.is_caucus else ""
