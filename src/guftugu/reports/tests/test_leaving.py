from __future__ import annotations

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.people.actions.persons import add_person
from guftugu.record.labels import label_of
from guftugu.reports.actions.checking import UnableToCheck, check_off
from guftugu.reports.actions.leaving import record_export, release_paper
from guftugu.reports.audiences import Readers, readers_in, readers_of
from guftugu.reports.leaving import Finding
from guftugu.reports.lookups.going_out import leaving_with, printed
from guftugu.reports.lookups.papers import PaperSeen, papers
from guftugu.reports.tests.builders import IN_CAUCUS, IN_MODERATORS, LATER, add, compose, seen, words_of, write_on
from guftugu.rooms.actions.members import ask_in, let_in
from guftugu.rooms.actions.releases import UnableToRelease
from guftugu.rooms.lookups import acts
from guftugu.rooms.tests.client import client_of
from guftugu.texts.lookups import texts
from guftugu.trail.lookups import verification
from guftugu.trail.models import TrailRow


@pytest.fixture
def report(house: House) -> PaperSeen:
    return compose(house, "wrap-up")


def found(house: House, paper: PaperSeen, readers: Readers | None = None) -> list[Finding]:
    return leaving_with(house.viewer("moderator-us"), house.dialogue, paper, readers or readers_of(paper.row.audience))


def waiting(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.kind, finding.words) for finding in findings if finding.is_waiting}


def test_what_was_composed_for_its_readers_leaves_with_nothing_to_look_at(house: House, report: PaperSeen) -> None:
    assert waiting(found(house, report)) == set()


def test_names_of_other_rooms_are_found(house: House, report: PaperSeen) -> None:
    add_person(
        house.dialogue, house.rooms["plenary"], "O9", name="Саид Раҷабов", name_room=house.rooms["moderators"],
        by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    edited = write_on(house, report, "Раджабову, O9 and the people of Kurgan-Tyube agree with the envoy. [¶C1]")
    names = {finding.words: finding for finding in found(house, edited) if finding.kind == "name"}
    assert {"Саид Раҷабов", "O9", "Kurgan-Tyube"} <= names.keys()
    assert all(names[words].is_waiting for words in ("Саид Раҷабов", "O9", "Kurgan-Tyube"))
    assert names["Kurgan-Tyube"].room == house.rooms["staff"]


def test_names_the_readers_know_are_listed_and_not_waited_for(house: House, report: PaperSeen) -> None:
    edited = write_on(house, report, "The envoy comes again. [¶C1]")
    name = next(finding for finding in found(house, edited) if finding.words == "The envoy comes")
    assert name.is_known


def test_words_pasted_from_another_room_are_found(house: House, report: PaperSeen) -> None:
    edited = write_on(house, report, f"It seems that {IN_MODERATORS.upper()}, as we know. [¶C1]")
    run = next(finding for finding in found(house, edited) if finding.kind == "run")
    assert run.words == IN_MODERATORS.upper()
    assert run.room == house.rooms["moderators"]
    assert run.is_waiting


def test_words_of_a_caucus_are_found_by_who_was_let_into_it(house: House, report: PaperSeen) -> None:
    edited, caucus = write_on(house, report, f"They said: {IN_CAUCUS}! [¶C1]"), house.rooms["caucus-O"]
    assert not any(finding.kind == "run" for finding in found(house, edited))
    ask_in(house.account("moderator-us"), caucus, by=house.viewer("o1"), now=LATER)
    let_in(house.account("moderator-us"), caucus, by=house.viewer("o1"), now=LATER, with_past=True)
    assert ("run", IN_CAUCUS) in waiting(found(house, edited))
    assert ("run", IN_CAUCUS) not in waiting(found(house, edited, readers_in(caucus)))


def test_labels_of_other_rooms_and_sentences_without_any_are_found(house: House, report: PaperSeen) -> None:
    edited = write_on(house, report, "Both sides were heard. [¶1, ¶M1]", "All will be well.")
    assert {("citation", "¶1"), ("citation", "¶M1"), ("uncited", "All will be well.")} <= waiting(found(house, edited))
    number = next(finding for finding in found(house, edited) if finding.kind == "uncited").numbers
    assert number == [len(words_of(house, edited)) - _headings(house, edited)]


def _headings(house: House, paper: PaperSeen) -> int:
    return sum(
        passage.number is None for passage in texts.text_seen(house.viewer("moderator-us"), paper.text.pk).passages
    )


def test_a_tick_counts_for_these_readers_and_these_words_only(house: House, report: PaperSeen) -> None:
    moderator = house.viewer("moderator-us")
    edited = write_on(house, report, "All will be well.")
    readers = readers_of("colleagues")
    check_off(edited, [one for one in found(house, edited) if one.is_waiting], readers, by=moderator, now=LATER)
    assert waiting(found(house, edited)) == set()
    assert ("uncited", "All will be well.") in waiting(found(house, edited, readers_of("public")))
    further = write_on(house, edited, "All will be very well.")
    assert waiting(found(house, further)) == {("uncited", "All will be very well.")}
    assert check_off(edited, [], readers, by=moderator, now=LATER) == []


def test_only_who_keeps_the_room_checks(house: House, report: PaperSeen) -> None:
    edited = write_on(house, report, "All will be well.")
    with pytest.raises(UnableToCheck):
        check_off(edited, found(house, edited), readers_of("colleagues"), by=house.viewer("colleague"), now=LATER)


def test_a_released_paper_is_read_by_who_is_in_the_other_room(house: House, report: PaperSeen) -> None:
    assert papers(house.viewer("colleague"), house.dialogue) == []
    copy = release_paper(report, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=LATER)
    (there,) = papers(house.viewer("colleague"), house.dialogue)
    assert there.row.pk == copy.pk
    assert there.is_copy
    assert words_of(house, there, by="colleague") == words_of(house, report)
    assert [one.row.pk for one in papers(house.viewer("moderator-us"), house.dialogue)] == [report.row.pk]
    assert [one.row.pk for one in seen(house, report.row.pk).copies] == [copy.pk]
    edited = write_on(house, report, "All will be well.")
    again = release_paper(edited, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=LATER)
    assert again.pk == copy.pk
    assert verification().is_whole


def test_who_does_not_keep_the_room_releases_nothing(house: House, report: PaperSeen) -> None:
    with pytest.raises(UnableToRelease):
        release_paper(report, house.rooms["plenary"], by=house.viewer("g1"), now=LATER)
    assert papers(house.viewer("g1"), house.dialogue) == []


def test_a_file_taken_away_is_told_in_the_trail(house: House, report: PaperSeen) -> None:
    moderator = house.viewer("moderator-us")
    record_export(house.dialogue, report.room, paper=report.row, by=moderator, now=LATER)
    assert acts(moderator)[0].row.verb == "paper_exported"
    assert acts(moderator)[0].actor == "moderator-us"


def test_who_takes_what_is_public_is_told_to_nobody(house: House, report: PaperSeen) -> None:
    copy = release_paper(report, house.rooms["open"], by=house.viewer("moderator-us"), now=LATER)
    rows = TrailRow.objects.count()
    for address in (f"/1/papers/{copy.pk}/paper.md", f"/1/texts/{copy.text_id}/1/text.md"):
        assert client_of(house, "g1").get(address).status_code == 200
    assert TrailRow.objects.count() == rows


def test_readers_in_a_room_know_that_room(house: House) -> None:
    assert readers_in(house.rooms["caucus-O"]).know("caucus", "O")
    assert not readers_in(house.rooms["caucus-O"]).know("caucus", "G")
    assert readers_in(house.rooms["staff"]).know("staff")
    assert not readers_in(house.rooms["plenary"]).know("colleagues")
    assert not readers_of("team").know("caucus", "O")


def test_what_was_released_to_a_room_is_listed_again_before_it_goes_on(house: House) -> None:
    by, client = house.viewer("moderator-us"), client_of(house, "moderator-us")
    memo = write_on(house, compose(house, "memo"), f"In short: {IN_MODERATORS}.")
    there = seen(house, release_paper(memo, house.rooms["plenary"], by=by, now=LATER).pk)
    door = client.get(f"/1/texts/{there.text.pk}/release/")
    assert door.headers["Location"] == f"/1/papers/{there.row.pk}/leaving/"
    to = {"to": str(house.rooms["colleagues"].pk)}
    page = client.get(door.headers["Location"], to)
    assert page.status_code == 200
    assert any(finding.kind == "run" for finding in page.context["waiting"])
    answer = client.post(f"/1/papers/{there.row.pk}/release/", to)
    assert client.get(answer.headers["Location"]).status_code == 200
    assert len(papers(house.viewer("colleague"), house.dialogue)) == 1
    assert client_of(house, "g1").get(f"/1/papers/{there.row.pk}/leaving/").status_code == 404


def test_a_file_of_what_was_released_prints_the_sources_of_that_room_alone(house: House) -> None:
    by = house.viewer("moderator-us")
    memo = compose(house, "memo")
    there = seen(house, release_paper(memo, house.rooms["plenary"], by=by, now=LATER).pk)
    aside = add(house, "moderators", Occasion.objects.get(number=1), "one of them said it behind a door")
    label = label_of(house.rooms["moderators"], aside.number)
    for one in (write_on(house, there, f"So it was seen. [{label}]"), write_on(house, memo, f"So it was. [{label}]")):
        sources = {source.label for source in printed(by, house.dialogue, one).sources}
        assert (label in sources) == (not one.is_copy)
