from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.dialogues.actions.occasions import When
from guftugu.people.actions.writing import check_bounds_of, check_knows, check_knows_organisation
from guftugu.rooms.acts import record_act
from guftugu.rooms.refusals import Refusal
from guftugu.rooms.shelves import About, shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.lookups.carried import digest_carried, is_carried_in
from guftugu.texts.models import HandOver, HandOverAnswer
from guftugu.texts.visibility import is_known_in, may_hand_over

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.people.models import Organisation, Person
    from guftugu.record.models import Entry
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Version


class UnableToHandOver(Refusal):
    pass


NEVER_SAID = When("")
WORDS = ("digest", "from_whom", "carried_by", "to_whom", "office", "said", "place", "received")


@transaction.atomic
def hand_over(
    version: Version, *, language: str, script: str = "", from_whom: str = "", carried_by: str = "", to_whom: str = "",
    office: str = "", to_person: Person | None = None, to_organisation: Organisation | None = None,
    occasion: Occasion | None = None, when: When = NEVER_SAID, place: str = "", received: str = "",
    corrects: HandOver | None = None, is_illustration: bool = False, by: Viewer, now: datetime,
) -> HandOver:  # fmt: skip
    """Log that a version went to somebody, in a language, by somebody's hand; all as said.

    Where an occasion of the record is named, day and place may be left empty: they are that one's. With `corrects`
    it stands for what was logged before, which stays.
    """
    _check_may(version.room, by=by)
    tongue = language, script
    was = (corrects.language, corrects.script) if corrects else None
    if tongue != was and not is_carried_in(by, version, tongue):
        raise UnableToHandOver(_("This text is not in that language."))
    if to_person is None and to_organisation is None and not (to_whom.strip() or office.strip()):
        raise UnableToHandOver(_("Say to whom it was handed: a person, an office or an organisation."))
    _check_known(version, to_person, to_organisation, occasion, by=by)
    check_bounds_of(when)
    if corrects is not None:
        _check_stands(corrects, version, by=by)
    row = HandOver(
        id=uuid4(), version=version, room=version.room, language=language, script=script, to_person=to_person,
        to_organisation=to_organisation, occasion=occasion, edtf=when.edtf, earliest=when.earliest or when.latest,
        latest=when.latest or when.earliest, corrects=corrects, is_illustration=is_illustration, recorded_at=now,
    )  # fmt: skip
    words = {
        "digest": digest_carried(by, version, tongue), "from_whom": from_whom, "carried_by": carried_by,
        "to_whom": to_whom, "office": office, "said": when.said, "place": place, "received": received,
    }  # fmt: skip
    verb = "hand_over_corrected" if corrects else "handed_over"
    return _keep(row, words, verb, by=by, now=now)


@transaction.atomic
def take_back_hand_over(row: HandOver, *, why: str = "", by: Viewer, now: datetime) -> HandOver:
    """Say that it did not take place. That it was logged stays."""
    _check_may(row.room, by=by)
    _check_stands(row, row.version, by=by)
    ended = HandOver(
        id=uuid4(), version=row.version, room=row.room, language=row.language, script=row.script, corrects=row,
        ends=True, recorded_at=now,
    )  # fmt: skip
    return _keep(ended, {"received": why}, "hand_over_taken_back", by=by, now=now)


@transaction.atomic
def answer_hand_over(row: HandOver, entry: Entry, *, by: Viewer, now: datetime) -> HandOverAnswer:
    """Link what came back: an entry that whoever reads the hand-over may read."""
    _check_may(row.room, by=by)
    _check_stands(row, row.version, by=by)
    if entry.dialogue_id != row.version.text.dialogue_id or not by.may_read(entry.room_id):
        raise UnableToHandOver(_("There is no such entry that you may read."))
    if not is_known_in(row.room, entry.room):
        raise UnableToHandOver(
            _("Who reads of this hand-over cannot read that entry. Release the entry into this room, then link that.")
        )
    if HandOverAnswer.objects.filter(hand_over__in=_with_before(row), entry=entry).exists():
        raise UnableToHandOver(_("This answer is linked already."))
    answer = HandOverAnswer.objects.create(id=uuid4(), hand_over=row, entry=entry, room=row.room, recorded_at=now)
    record_act("hand_over_answered", by=by, about=row, room=row.room, kept=[answer], now=now)
    return answer


def _check_may(room: Room, *, by: Viewer) -> None:
    if room.is_open:
        raise UnableToHandOver(_("Nobody is named in the open room, and what stands in it everybody has."))
    if not may_hand_over(by, room):
        raise UnableToHandOver(_("You cannot log a hand-over in this room."))


def _check_known(
    version: Version, person: Person | None, organisation: Organisation | None, occasion: Occasion | None, *, by: Viewer
) -> None:
    dialogue = version.text.dialogue_id
    if any(one is not None and one.dialogue_id != dialogue for one in (person, organisation, occasion)):
        raise UnableToHandOver(_("That belongs to another dialogue."))
    if person is not None:
        check_knows(person, by=by)
    if organisation is not None:
        check_knows_organisation(organisation, by=by)
    if occasion is not None and not by.may_read(occasion.room_id):
        raise UnableToHandOver(_("There is no such occasion."))


def _check_stands(row: HandOver, version: Version, *, by: Viewer) -> None:
    """What somebody corrected since is not corrected once more, nor answered: its correction is."""
    found = HandOver.objects.select_for_update(of=("self",)).filter(pk=row.pk, version__text=version.text_id).first()
    if found is None or not by.may_read(found.room_id):
        raise UnableToHandOver(_("There is no such hand-over of this text."))
    if found.ends or HandOver.objects.filter(corrects=found).exists():
        raise UnableToHandOver(_("Somebody corrected this hand-over in between. Look at it as it stands now."))


def _with_before(row: HandOver) -> list[UUID]:
    before, chain = row.corrects, [row.pk]
    while before is not None:
        chain.append(before.pk)
        before = before.corrects
    return chain


def _keep(row: HandOver, words: dict[str, str], verb: str, *, by: Viewer, now: datetime) -> HandOver:
    shelf = shelf_in(row.room, by=by, now=now, about=About("text", row.version.text_id))
    told = dict.fromkeys(WORDS, "") | words
    seal(row, shelf=shelf, **{name: said.strip() for name, said in told.items()})
    row.save(force_insert=True)
    record_act(verb, by=by, about=row, room=row.room, kept=[row], now=now)
    return row
