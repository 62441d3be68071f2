from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.phases.actions.releases import release_standing
from guftugu.phases.actions.standings import UnableToJudge, end_standing, judge
from guftugu.phases.lookups import history, standing, standings
from guftugu.phases.models import Standing
from guftugu.phases.tests.builders import at, build_phases, ended, judged, meeting_of, plan, said
from guftugu.record.actions.citations import UnableToCite
from guftugu.record.actions.releases import release_entry
from guftugu.record.actions.subjects import add_subject
from guftugu.record.models import Citation, Subject
from guftugu.rooms.actions.releases import UnableToRelease
from guftugu.rooms.refusals import Refusal
from guftugu.trail.models import TrailRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return build_phases(3)


def test_judgement_is_kept_with_reason_evidence_and_clocks(house: House) -> None:
    entry = said(house, "We keep to one problem.")
    judged(house, 3, "tentative", after=2, why="One problem at a time.", judged_by="Both moderators", cites=[entry])
    (seen,) = standings(house.viewer("moderator-us"), house.dialogue)
    assert (seen.phase, seen.firmness, seen.after) == (3, "tentative", 2)
    assert (seen.why, seen.judged_by, seen.language) == ("One problem at a time.", "Both moderators", "en")
    assert [shown.entry.pk for shown in seen.evidence] == [entry.pk]


def test_judgement_is_told_in_the_trail(house: House) -> None:
    row = judged(house, 2)
    assert TrailRow.objects.filter(verb="standing_judged", about_id=row.pk).exists()


def test_judgement_is_for_those_in_its_room(house: House) -> None:
    row = judged(house, 2)
    assert standing(house.viewer("moderator-us"), house.dialogue, row.pk) is not None
    for name in ("g1", "o1", "rapporteur", "staff", "colleague", "stranger"):
        assert standing(house.viewer(name), house.dialogue, row.pk) is None
        assert standings(house.viewer(name), house.dialogue) == []


@pytest.mark.parametrize("name", ["g1", "rapporteur"])
def test_judging_is_refused_to_who_is_no_moderator(house: House, name: str) -> None:
    entry = said(house)
    with pytest.raises(UnableToJudge, match="Only moderators"):
        judge(
            house.dialogue, house.rooms["plenary"], 2, "settled", "Because.", cites=[entry], held_after=None,
            by=house.viewer(name), now=NOW,
        )  # fmt: skip


def test_judging_is_refused_without_a_reason(house: House) -> None:
    with pytest.raises(UnableToJudge, match="why"):
        judged(house, 2, why="  ")
    assert not Standing.objects.exists()


def test_judging_is_refused_without_evidence(house: House) -> None:
    with pytest.raises(UnableToJudge, match="evidence"):
        judge(
            house.dialogue, house.rooms["moderators"], 2, "settled", "Because.", cites=[], held_after=None,
            by=house.viewer("moderator-us"), now=NOW,
        )  # fmt: skip


def test_judging_is_refused_on_an_entry_one_cannot_read(house: House) -> None:
    inside = said(house, "Among us.", room="caucus-G", by="g1")
    with pytest.raises(UnableToCite):
        judged(house, 2, cites=[inside])
    assert not Standing.objects.exists()


@pytest.mark.parametrize(("phase", "firmness"), [(0, "settled"), (6, "settled"), (2, "certain")])
def test_judging_is_refused_of_what_there_is_not(house: House, phase: int, firmness: str) -> None:
    with pytest.raises(UnableToJudge, match="no such phase"):
        judged(house, phase, firmness)


def test_judging_is_refused_after_a_meeting_not_yet_held(house: House) -> None:
    plan(house, 4)
    with pytest.raises(UnableToJudge, match="not been held"):
        judged(house, 2, after=4)


def test_judging_is_refused_in_the_open_room(house: House) -> None:
    with pytest.raises(UnableToJudge, match="moderators' room"):
        judged(house, 2, room="open")


def test_judging_is_refused_on_a_subject_of_another_room(house: House) -> None:
    inside = add_subject(
        house.dialogue, "hidden", "Ours", rooms=[house.rooms["caucus-G"]], by=house.viewer("g1"), now=NOW
    )
    with pytest.raises(UnableToJudge, match="no such subject"):
        judged(house, 2, subject=inside)


def test_later_judgement_of_a_phase_replaces_the_one_before(house: House) -> None:
    judged(house, 3, "tentative", after=2)
    judged(house, 3, "settled", after=3)
    by = house.viewer("moderator-us")
    assert [(seen.phase, seen.firmness) for seen in standings(by, house.dialogue)] == [(3, "settled")]
    assert len(history(by, house.dialogue)) == 2


def test_subject_stands_beside_the_group(house: House) -> None:
    judged(house, 2, after=1)
    judged(house, 3, "tentative", after=2, subject=Subject.objects.all()[0])
    told = standings(house.viewer("moderator-us"), house.dialogue)
    assert [(seen.phase, seen.subject is not None) for seen in told] == [(2, False), (3, True)]


def test_ended_judgement_holds_no_more_and_stays_in_the_history(house: House) -> None:
    row = judged(house, 2, after=1)
    ended(house, row, after=3)
    by = house.viewer("moderator-us")
    assert standings(by, house.dialogue) == []
    assert [seen.ends for seen in history(by, house.dialogue)] == [False, True]


def test_ending_is_refused_twice(house: House) -> None:
    row = judged(house, 2, after=1)
    ended(house, row, after=2)
    with pytest.raises(UnableToJudge, match="ended already"):
        ended(house, row, after=3)


def test_ending_can_be_put_earlier_by_who_knows_better(house: House) -> None:
    row = judged(house, 2, after=1)
    ended(house, row, after=3)
    ended(house, row, after=2, when=at(3))
    assert len(history(house.viewer("moderator-us"), house.dialogue)) == 3


def test_ending_is_refused_before_the_judgement(house: House) -> None:
    row = judged(house, 2, after=2)
    with pytest.raises(UnableToJudge, match="before the meeting"):
        ended(house, row, after=1)


def test_ending_is_refused_of_the_first_phase(house: House) -> None:
    row = judged(house, 1, after=0)
    with pytest.raises(UnableToJudge, match="never closes"):
        ended(house, row, after=3)


def test_ending_is_refused_without_a_reason(house: House) -> None:
    row = judged(house, 2, after=1)
    with pytest.raises(UnableToJudge, match="why"):
        end_standing(row, " ", held_after=meeting_of(house, 2), by=house.viewer("moderator-us"), now=at(3))


def test_ending_is_refused_of_a_copy(house: House) -> None:
    row = judged(house, 2, after=1)
    copy = release_standing(row, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    with pytest.raises(UnableToJudge, match="where it was made"):
        ended(house, copy, after=2)


# --- releasing ------------------------------------------------------------------------------------------------


def test_released_judgement_keeps_both_clocks(house: House) -> None:
    row = judged(house, 2, after=1, why="They map.")
    release_standing(row, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    (seen,) = standings(house.viewer("g1"), house.dialogue)
    assert (seen.why, seen.after, seen.recorded_at) == ("They map.", 1, row.recorded_at)
    assert seen.is_copy


def test_released_judgement_is_shown_once_to_who_reads_the_original(house: House) -> None:
    row = judged(house, 2, after=1)
    for room in ("plenary", "colleagues"):
        release_standing(row, house.rooms[room], by=house.viewer("moderator-us"), now=at(3))
    by = house.viewer("moderator-us")
    assert [seen.id for seen in history(by, house.dialogue)] == [row.pk]
    outside = by.narrowed([house.rooms["plenary"].pk, house.rooms["colleagues"].pk])
    assert [seen.room.kind for seen in history(outside, house.dialogue)] == ["plenary"]


def test_evidence_goes_along_as_far_as_it_was_released(house: House) -> None:
    told, kept, there = said(house, "Told"), said(house, "Kept"), said(house, "There", room="colleagues")
    row = judged(house, 2, after=1, cites=[told, kept, there])
    by = house.viewer("moderator-us")
    copy_of_told = release_entry(told, house.rooms["colleagues"], by=by, now=at(3))
    copy = release_standing(row, house.rooms["colleagues"], by=by, now=at(3))
    cited = set(Citation.objects.filter(citing_id=copy.pk).values_list("entry", flat=True))
    assert cited == {copy_of_told.pk, there.pk}


def test_who_judged_goes_along_only_where_names_are_attributed(house: House) -> None:
    row = judged(house, 2, after=1, judged_by="M1 and M2")
    release_standing(row, house.rooms["plenary"], by=house.viewer("moderator-us"), now=at(3))
    assert standings(house.viewer("g1"), house.dialogue)[0].judged_by == ""
    assert standings(house.viewer("moderator-us"), house.dialogue)[0].judged_by == "M1 and M2"


def test_release_is_refused_twice_and_back(house: House) -> None:
    row = judged(house, 2, after=1)
    by = house.viewer("moderator-us")
    copy = release_standing(row, house.rooms["plenary"], by=by, now=at(3))
    for source, room in ((row, "plenary"), (copy, "moderators")):
        with pytest.raises(Refusal):
            release_standing(source, house.rooms[room], by=by, now=at(3))


def test_release_is_refused_to_who_keeps_no_room(house: House) -> None:
    row = judged(house, 2, after=1, room="plenary")
    with pytest.raises(UnableToRelease):
        release_standing(row, house.rooms["caucus-G"], by=house.viewer("g1"), now=at(3))


def test_release_is_refused_where_the_subject_has_no_name(house: House) -> None:
    by = house.viewer("moderator-us")
    subject = add_subject(house.dialogue, "quiet", "Quiet", rooms=[house.rooms["moderators"]], by=by, now=NOW)
    row = judged(house, 3, after=1, subject=subject)
    with pytest.raises(UnableToRelease, match="no name in that room"):
        release_standing(row, house.rooms["plenary"], by=by, now=at(3))
