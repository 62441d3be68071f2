from __future__ import annotations

import pytest

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.reports.actions.composing import compose_paper, take
from guftugu.reports.composed import Wanted
from guftugu.reports.lookups.anew import anew
from guftugu.reports.lookups.composing import UnableToCompose, composed
from guftugu.reports.lookups.papers import papers
from guftugu.reports.merging import digest
from guftugu.reports.models import Paper
from guftugu.reports.tests.builders import (
    IN_CAUCUS,
    IN_MODERATORS,
    LATER,
    compose,
    decide,
    seen,
    wanted,
    words_of,
    write_on,
)
from guftugu.texts.kinds import Origin


@pytest.mark.parametrize("kind", ["agenda", "memo", "wrap-up"])
def test_a_paper_is_composed_and_kept_behind_the_moderators_door(house: House, kind: str) -> None:
    paper = compose(house, kind)
    assert paper.room == house.rooms["moderators"]
    assert paper.version.origin == Origin.COMPOSED
    assert words_of(house, paper)
    assert papers(house.viewer("g1"), house.dialogue) == []


@pytest.mark.parametrize("name", ["g1", "rapporteur", "colleague", "staff"])
def test_only_moderators_compose_a_memo(house: House, name: str) -> None:
    with pytest.raises(UnableToCompose):
        compose_paper(house.dialogue, wanted("memo"), by=house.viewer(name), now=NOW)
    assert not Paper.objects.exists()


def test_staff_composes_a_wrap_up_in_its_own_room_and_nowhere_else(house: House) -> None:
    staff = house.viewer("staff")
    with pytest.raises(UnableToCompose):
        compose_paper(house.dialogue, wanted("wrap-up"), room=house.rooms["colleagues"], by=staff, now=NOW)
    assert compose(house, "wrap-up", by="staff").room == house.rooms["staff"]


def test_a_paper_of_nothing_is_refused(house: House) -> None:
    for what in (Wanted("memo", "team"), Wanted("wrap-up", "team"), Wanted("poem", "team")):
        with pytest.raises(UnableToCompose):
            compose_paper(house.dialogue, what, by=house.viewer("moderator-us"), now=NOW)


@pytest.mark.parametrize("audience", ["team", "participants", "colleagues", "public"])
def test_a_draft_holds_nothing_its_audience_may_not_know(house: House, audience: str) -> None:
    house.viewers["o1"] = house.viewer("o1")
    viewer = house.viewer("moderator-us")
    for kind in ("agenda", "memo", "wrap-up") if audience in {"team", "participants"} else ("wrap-up",):
        draft = composed(viewer, house.dialogue, wanted(kind, audience=audience), now=NOW)
        told = "\n".join([draft.title, *(passage.words for passage in draft.passages)])
        assert IN_CAUCUS not in told
        assert "¶O" not in told
        assert (IN_MODERATORS in told) <= (audience == "team")
        assert ("¶M" in told) <= (audience == "team")
        assert ("Kurgan-Tyube" in told) <= (audience == "team")
        assert ("the villages are ready" in told) <= (audience in {"team", "participants"})


@pytest.mark.parametrize("audience", ["colleagues", "public"])
def test_a_memo_for_who_may_not_know_of_the_meeting_is_refused(house: House, audience: str) -> None:
    with pytest.raises(UnableToCompose):
        compose(house, "memo", audience=audience)
    assert compose(house, "memo", audience="participants").row.audience == "participants"


def test_composed_again_an_untouched_paper_is_written_on_only_where_the_record_changed(house: House) -> None:
    first = compose(house, "memo")
    again = compose(house, "memo")
    assert (again.row.pk, again.version.number) == (first.row.pk, 1)
    decide(house)
    further = compose(house, "memo")
    assert (further.row.pk, further.version.number) == (first.row.pk, 2)
    assert any("school of the village" in words for words in words_of(house, further))


def test_what_a_person_wrote_is_never_overwritten(house: House) -> None:
    mine = "I would begin with the roofs. [¶1]"
    paper = write_on(house, compose(house, "memo"), mine)
    decide(house)
    again = compose(house, "memo")
    assert again.version.number == paper.version.number == 2
    assert words_of(house, again)[-1] == mine


def test_what_is_taken_stands_beside_what_a_person_wrote(house: House) -> None:
    viewer, mine = house.viewer("moderator-us"), "I would begin with the roofs. [¶1]"
    paper = write_on(house, compose(house, "memo"), mine)
    decide(house)
    comparison = anew(viewer, house.dialogue, paper, now=NOW)
    assert not comparison.is_same
    offered = [offer for offer in comparison.offers if offer.is_ticked]
    marks, looked_at = [offer.mark for offer in offered], digest(comparison.composed.passages)
    with pytest.raises(UnableToCompose):
        take(house.dialogue, paper, marks, seen="something else", by=viewer, now=LATER)
    take(house.dialogue, paper, marks, seen=looked_at, by=viewer, now=LATER)
    further = seen(house, paper.row.pk)
    assert further.version.number == 4
    assert further.is_edited
    words = words_of(house, further)
    assert words[-1] == mine
    assert any("school of the village" in one for one in words)
    assert anew(viewer, house.dialogue, further, now=NOW).is_same


def test_what_was_not_chosen_is_not_offered_again(house: House) -> None:
    viewer = house.viewer("moderator-us")
    paper = write_on(house, compose(house, "memo"), "I would begin with the roofs. [¶1]")
    decide(house)
    comparison = anew(viewer, house.dialogue, paper, now=NOW)
    take(house.dialogue, paper, [], seen=digest(comparison.composed.passages), by=viewer, now=LATER)
    further = seen(house, paper.row.pk)
    assert not any("school of the village" in one for one in words_of(house, further))
    assert anew(viewer, house.dialogue, further, now=NOW).offers == []
