from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from guftugu.drafting.actions.circulating import about, locked
from guftugu.drafting.actions.joint_texts import UnableToDraft, pen_room
from guftugu.drafting.kinds import RoundState, StanceKind
from guftugu.drafting.lookups.circulated import circulated_copy
from guftugu.drafting.models import FinalWords, JointText, Round, Stance
from guftugu.people.kinds import PartyKind
from guftugu.people.languages import language_name
from guftugu.people.lookups import parties_spoken_for
from guftugu.rooms.acts import record_act
from guftugu.rooms.shelves import shelf_in
from guftugu.rooms.words import seal
from guftugu.texts.actions.versions import close_text
from guftugu.texts.digests import digest_of
from guftugu.texts.files import language_tag
from guftugu.texts.lookups.renderings import side_by_side
from guftugu.texts.lookups.texts import is_placed, latest_version
from guftugu.texts.states import READY

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.people.models import Party
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import SideBySide, Tongue
    from guftugu.texts.models import Version


@transaction.atomic
def take_stance(
    joint: JointText, version: Version, party: Party, kind: str, *, passage: UUID | None = None,
    on_all: bool = False, note: str = "", held_after: Occasion | None = None, by: Viewer, now: datetime,
) -> Stance:  # fmt: skip
    """Record how a party stands to a passage or the whole. For its own caucus, or as the moderators heard it said."""
    joint = locked(joint)
    _check_version(joint, version, by=by)
    if party.dialogue_id != joint.dialogue_id or party.kind != PartyKind.SIDE:
        raise UnableToDraft(_("There is no such side in this dialogue."))
    if not by.holds_key(joint.text.room) and party.pk not in parties_spoken_for(by, joint.dialogue):
        raise UnableToDraft(_("Who is of another party does not speak for this one."))
    if kind not in StanceKind.values:
        raise UnableToDraft(_("There is no such stance."))
    if passage is not None and not is_placed(by, version, passage):
        raise UnableToDraft(_("There is no such passage in this draft."))
    if held_after is not None and (not held_after.is_meeting or held_after.dialogue_id != joint.dialogue_id):
        raise UnableToDraft(_("A stance is dated by a meeting of this dialogue."))
    row = Stance(
        id=uuid4(), version=version, passage_id=passage, party=party, room=version.room, kind=kind, on_all=on_all,
        held_after=held_after, recorded_at=now,
    )  # fmt: skip
    seal(row, shelf=shelf_in(version.room, by=by, now=now, about=about(joint)), note=note.strip())
    row.save(force_insert=True)
    record_act("stance_taken", by=by, about=row, room=version.room, kept=[row], now=now)
    return row


@transaction.atomic
def finish(joint: JointText, *, by: Viewer, now: datetime) -> str:
    """Make the draft that plenary has the final text. Its digest is printed on it, for anybody to check."""
    pen_room(joint.dialogue, by=by)
    joint = locked(joint)
    if joint.final_id is not None:
        raise UnableToDraft(_("This text is final already."))
    rounds = Round.objects.filter(joint_text=joint)
    if joint.circulated is None or rounds.exclude(state=RoundState.CLOSED).exists():
        raise UnableToDraft(_("A text is final when it was circulated and the last round on it is closed."))
    if latest_version(by, joint.text).pk != joint.circulated_draft_id:
        raise UnableToDraft(_("There is a later draft than plenary has. Circulate it first."))
    copy = circulated_copy(by, joint)
    if copy is None:
        raise UnableToDraft(_("You are not in plenary, where the text circulates."))
    sides = side_by_side(by, copy.text_id, number=copy.number)
    _check_rendered(sides)
    seen = sides.text
    joint.final, joint.digest = seen.version, digest_of(seen.title, [one.words for one in seen.passages])
    joint.save(update_fields=["final", "digest"])
    told = [_final_words(joint, sides, one.tongue) for one in sides.others]
    FinalWords.objects.bulk_create(told)
    close_text(seen.text, by=by, now=now)
    record_act("text_final", by=by, about=joint, room=seen.text.room, kept=[joint, *told], now=now)
    return joint.digest


def _check_rendered(sides: SideBySide) -> None:
    """A text is not final while it says one thing in one language and something else, or nothing, in another."""
    for one in sides.others:
        states = sides.states(one.tongue)
        waiting = sum(count for state, count in states.items() if state not in READY)
        if waiting:
            told = {"language": language_name(language_tag(*one.tongue)), "number": waiting}
            raise UnableToDraft(
                _(
                    "%(language)s: %(number)d passages are stale or not rendered. Have them rendered and pass them to "
                    "plenary first, or take the language off the text."
                )
                % told
            )


def _final_words(joint: JointText, sides: SideBySide, tongue: Tongue) -> FinalWords:
    told = {row.passage.id: one.words for row in sides.rows if (one := row.in_tongue(tongue))}
    digest = digest_of(sides.title_in(tongue), [told[row.passage.id] for row in sides.rows])
    return FinalWords(id=uuid4(), joint_text=joint, language=tongue[0], script=tongue[1], digest=digest)


def _check_version(joint: JointText, version: Version, *, by: Viewer) -> None:
    if joint.circulated is None or version.text_id != joint.circulated_id or not by.holds_key(version.room):
        raise UnableToDraft(_("Stances are taken on a draft that was circulated."))
    if joint.final_id is not None:
        raise UnableToDraft(_("This text is final already."))
    copy = circulated_copy(by, joint)
    if copy is None or copy.pk != version.pk:
        raise UnableToDraft(_("A later draft was circulated since. Take the stance on that."))
