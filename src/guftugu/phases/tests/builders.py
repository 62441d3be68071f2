from __future__ import annotations

from datetime import datetime, timedelta

from guftugu.dialogues.actions.occasions import When, mark_held, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.phases.actions.standings import end_standing, judge
from guftugu.phases.models import Standing
from guftugu.record.actions.entries import add_entry
from guftugu.record.models import Entry, Subject
from guftugu.record.tests.builders import build_record

# Meetings of the tests are held ten days apart, and told at once.
RHYTHM = timedelta(days=10)


def at(meeting: int) -> datetime:
    """When the meeting of this number is told; 0: before the first."""
    return NOW + RHYTHM * meeting


def build_phases(meetings: int = 3) -> House:
    house = build_record()
    for number in range(1, meetings + 1):
        hold(house, number)
    return house


def hold(house: House, number: int) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=number, title=f"Dialogue #{number}",
        when=When("in spring"), by=house.viewer("moderator-us"), now=at(number),
    )  # fmt: skip


def plan(house: House, number: int) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms["plenary"], Occasion.Kind.MEETING, number=number, title=f"Dialogue #{number}",
        when=When("in summer"), is_planned=True, by=house.viewer("moderator-us"), now=at(number - 1),
    )  # fmt: skip


def hold_planned(house: House, meeting: Occasion) -> None:
    mark_held(meeting, When("in summer"), by=house.viewer("moderator-us"), now=at(meeting.number or 0))


def meeting_of(house: House, number: int) -> Occasion | None:
    return Occasion.objects.filter(dialogue=house.dialogue, number=number).first()


def said(
    house: House,
    words: str = "What it rests on",
    *,
    room: str = "plenary",
    by: str = "moderator-us",
    at_meeting: int = 1,
) -> Entry:
    occasion = meeting_of(house, at_meeting)
    assert occasion is not None
    return add_entry(house.dialogue, house.rooms[room], occasion, "note", words, by=house.viewer(by), now=at(1))


def judged(
    house: House,
    phase: int,
    firmness: str = "settled",
    *,
    after: int = 1,
    when: datetime | None = None,
    why: str = "So it seems to us.",
    subject: Subject | None = None,
    room: str = "moderators",
    judged_by: str = "",
    cites: list[Entry] | None = None,
) -> Standing:
    return judge(
        house.dialogue, house.rooms[room], phase, firmness, why, cites=cites or [said(house)], subject=subject,
        held_after=meeting_of(house, after), judged_by=judged_by, language="en", by=house.viewer("moderator-us"),
        now=when or at(after) + timedelta(days=1),
    )  # fmt: skip


def ended(house: House, standing: Standing, *, after: int, when: datetime | None = None) -> Standing:
    return end_standing(
        standing, "It is over.", held_after=meeting_of(house, after), by=house.viewer("moderator-us"),
        now=when or at(after) + timedelta(days=1),
    )  # fmt: skip
