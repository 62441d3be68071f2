"""What the wrap-up report has to show: every sentence of the report of 1994, told and cited, in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from guftugu.demo import load
from guftugu.demo.data import rows
from guftugu.demo.telling import Told
from guftugu.dialogues.models import Dialogue
from guftugu.people import lookups as people
from guftugu.record.labels import label_of
from guftugu.record.lookups.releases import went_to
from guftugu.record.models import Entry
from guftugu.reports.audiences import narrowed
from guftugu.reports.composed import Composed, Period
from guftugu.reports.composers.wrap_up import compose_wrap_up
from guftugu.reports.kinds import Audience
from guftugu.rooms.actions.entering import unlock
from guftugu.rooms.kinds import RoomKind
from guftugu.rooms.viewer import Viewer
from guftugu.rooms.words import open_rows

pytestmark = pytest.mark.django_db

NOW = datetime(1994, 5, 20, tzinfo=UTC)
FIRST_QUARTER = Period(date(1994, 1, 1), date(1994, 3, 31))
LABELS = re.compile(r"\[(¶[^\]]+)\]")
# Its title line: here the title names the dialogue and the time, and who wrote the report stands after the opening.
OUT_OF_ORDER = {0}


@dataclass
class Demo:
    passphrases: dict[str, str]
    told: Told
    dialogue: Dialogue = field(default_factory=Dialogue.objects.get)

    def viewer(self, name: str) -> Viewer:
        return unlock(name, self.passphrases[name], now=NOW)

    def for_colleagues(self, key: str, moderator: Viewer) -> Entry:
        """The entry as colleagues read it: there from the beginning, or released to them."""
        entry = self.told.entries[key]
        copies = [] if entry.room.kind == RoomKind.COLLEAGUES else [shown.entry for shown in went_to(moderator, entry)]
        found = [one for one in (entry, *copies) if one.room.kind == RoomKind.COLLEAGUES]
        assert len(found) == 1, key
        return found[0]


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Demo:
    told = Told()
    monkeypatch.setattr(load, "Told", lambda: told)
    return Demo({log_in.name: log_in.passphrase for log_in in load.load_demo()}, told)


def test_report_tells_every_sentence_of_1994(demo: Demo) -> None:
    moderator = demo.viewer("moderator-us")
    report = compose_wrap_up(
        narrowed(moderator, demo.dialogue, Audience.COLLEAGUES), demo.dialogue, FIRST_QUARTER, now=NOW
    )
    _cites_them_in_their_order(demo, report, moderator)
    _cites_after_every_sentence_and_only_what_colleagues_read(demo, report)
    _looks_like_a_report(report)
    _is_the_same_for_a_colleague(demo, report)
    _nothing_lies_where_it_should_not(demo)
    _organisations_of_roles_in_plenary_are_named_there(demo)


def _cites_them_in_their_order(demo: Demo, report: Composed, moderator: Viewer) -> None:
    cited = _labels_in(report)
    place = 0
    for sentence in rows("coverage", "sentence"):
        entries = [demo.for_colleagues(key, moderator) for key in sentence["keys"]]
        labels = [label_of(one.room, one.number) for one in entries]
        start = 0 if sentence["n"] in OUT_OF_ORDER else place
        found = [cited.index(label, start) for label in labels if label in cited[start:]]
        assert len(found) == len(labels), (sentence["n"], sentence["gist"])
        if sentence["n"] not in OUT_OF_ORDER:
            place = max(found)


def _cites_after_every_sentence_and_only_what_colleagues_read(demo: Demo, report: Composed) -> None:
    readable = {
        label_of(one.room, one.number)
        for one in Entry.objects.filter(room__kind=RoomKind.COLLEAGUES).select_related("room")
    }
    assert set(_labels_in(report)) <= readable
    for passage in report.passages:
        assert passage.kind == "heading" or passage.words.endswith("]"), passage.words
        assert not re.search(r"[.”] [A-Z“][^\[]*\.$", passage.words), passage.words


def _looks_like_a_report(report: Composed) -> None:
    assert report.title == "Tajikistan Dialogue: report for January–March 1994"
    assert [passage.words for passage in report.passages if passage.kind == "heading"] == [
        "The process reviewed", "Dialogues #5 and #6", "Where the dialogue stands, and why", "Related work",
        "Setting future agendas", "Conceptual and academic development",
    ]  # fmt: skip
    told = [passage.words for passage in report.passages]
    assert sum(words.count("¶") for words in told) < 160
    assert not any("†" in words or re.search(r"\b[GOM][1-9]\b", words) for words in told)


def _is_the_same_for_a_colleague(demo: Demo, report: Composed) -> None:
    assert compose_wrap_up(demo.viewer("colleague"), demo.dialogue, FIRST_QUARTER, now=NOW) == report


def _nothing_lies_where_it_should_not(demo: Demo) -> None:
    entries = Entry.objects.select_related("room")
    assert not entries.filter(room__kind=RoomKind.OPEN).exists()
    assert not entries.filter(room__kind=RoomKind.COLLEAGUES, is_illustration=True).exists()
    released = {demo.told.entries[key].pk for release in rows("releases", "release") for key in release["entries"]}
    assert not entries.filter(pk__in=released, room__kind=RoomKind.CAUCUS).exists()
    assert not entries.filter(pk__in=released, is_illustration=True).exists()
    outside = {one.words for one in _opened(demo.viewer("colleague"))}
    for side in ("g1", "o1"):
        in_caucus = [one for one in _opened(demo.viewer(side)) if one.room.kind == RoomKind.CAUCUS]
        assert in_caucus
        assert not outside & {one.words for one in in_caucus}


def _organisations_of_roles_in_plenary_are_named_there(demo: Demo) -> None:
    viewer = demo.viewer("g1")
    named = {seen.name for seen in people.organisations(viewer, demo.dialogue)}
    told = {one["name"] for one in rows("people", "organisation") if "plenary" in one.get("also_in", ())}
    in_plenary = {
        role["organisation"]
        for person in rows("people", "person")
        for role in person.get("affiliation", ())
        if role["room"] == "plenary"
    }
    assert named == told
    assert in_plenary <= {one["key"] for one in rows("people", "organisation") if one["name"] in named}


def _opened(viewer: Viewer) -> list[Entry]:
    return open_rows(viewer, Entry.objects.filter(room__in=list(viewer.rooms)).select_related("room"))


def _labels_in(report: Composed) -> list[str]:
    found = LABELS.findall(" ".join(passage.words for passage in report.passages))
    return [label for several in found for label in several.split(", ")]
