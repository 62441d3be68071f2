"""What happened, in the order in which it was filed: occasions, sheets, entries, questions, releases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from guftugu.demo.data import entries_of, rows, sheet_of, text_of, when_of
from guftugu.demo.people import Stage
from guftugu.dialogues.actions.occasions import add_reported_date, change_plan, mark_held, record_occasion
from guftugu.record.actions.entries import add_entry
from guftugu.record.actions.filing import LineMark, file_sheets
from guftugu.record.actions.questions import answer_question
from guftugu.record.actions.releases import release_entry
from guftugu.record.actions.sheets import save_sheet
from guftugu.record.actions.subjects import add_subject
from guftugu.record.notes import parse_sheet

if TYPE_CHECKING:
    from guftugu.dialogues.models import Occasion
    from guftugu.record.models import Entry, Subject

ILLUSTRATION = "illustration"


@dataclass
class Told:
    """What later lines may point at."""

    subjects: dict[str, Subject] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)


def tell_subjects(stage: Stage, told: Told) -> None:
    shared = [stage.rooms[name] for name in ("plenary", "moderators", "staff", "colleagues")]
    for one in rows("subjects", "subject"):
        told.subjects[one["short"]] = add_subject(
            stage.dialogue, one["short"], one["name"], rooms=shared, names=one.get("names", {}),
            by=stage.moderator, now=stage.clock.tick(),
        )  # fmt: skip


def tell_occasion(stage: Stage, told: Told, one: dict[str, Any]) -> None:
    is_planned = one["state"] == "planned"
    if not is_planned:
        stage.clock.reach(one.get("filed") or when_of(one["when"]).latest)
    occasion = _recorded(stage, one)
    told.occasions[one["key"]] = occasion
    if occasion.number is not None and not is_planned:
        stage.meetings[occasion.number] = occasion
    if sheet := sheet_of(one["key"]):
        _file(stage, told, sheet, occasion)
    for entry in entries_of(one["key"]):
        told.entries[entry["key"]] = _add(stage, told, entry, occasion)
    stage.clock.note(one["key"])


def tell_questions(stage: Stage, told: Told) -> None:
    """Answers that came at a later occasion; those on the same sheet were told by filing it."""
    for one in rows("questions", "question"):
        if one.get("answered_by") and one["answered_at"] != one["asked_at"]:
            answer = told.entries[one["answered_by"]]
            number = told.occasions[one["answered_at"]].number
            held_after = stage.after(number) or _last_before(stage, told.occasions[one["answered_at"]])
            answer_question(
                told.entries[one["entry"]], answer, held_after=held_after, by=stage.moderator,
                now=stage.clock.after(one["answered_at"]),
            )  # fmt: skip


def tell_releases(stage: Stage, told: Told) -> None:
    """By the end of April 1994 the moderators release what may be told to colleagues."""
    for one in rows("releases", "release"):
        for key in one["entries"]:
            release_entry(
                told.entries[key], stage.rooms[one["to"]], by=stage.viewers[one["by"]], now=stage.clock.tick()
            )  # fmt: skip


def _recorded(stage: Stage, one: dict[str, Any]) -> Occasion:
    room = stage.rooms[one["room"]]
    plans = one.get("plans", [])
    first = when_of(plans[0]) if plans else when_of(one["when"])
    held_after = stage.after(one["after_meeting"])
    by = stage.moderator
    recorded = stage.clock.after(plans[0]["recorded"].removeprefix("after ")) if plans else stage.clock.tick()
    occasion = record_occasion(
        stage.dialogue, room, one["kind"], title=one["title"], place=one["place"], number=one.get("number"),
        when=first, is_planned=bool(plans) or one["state"] == "planned", held_after=held_after,
        because=plans[0]["reason"] if plans else "", by=by, now=recorded,
    )  # fmt: skip
    for plan in plans[1:]:
        now = stage.clock.tick()
        change_plan(occasion, when_of(plan), because=plan["reason"], held_after=held_after, by=by, now=now)
    if plans and one["state"] == "held":
        mark_held(occasion, when_of(one["when"]), held_after=held_after, by=by, now=stage.clock.tick())
    for other in one.get("also_said", []):
        add_reported_date(
            occasion, when_of(other), source=other["source"], by=stage.moderator, now=stage.clock.tick()
        )  # fmt: skip
    return occasion


def _file(stage: Stage, told: Told, sheet: dict[str, Any], occasion: Occasion) -> None:
    """The rapporteur types the notes and files them, as after any meeting."""
    writer, room = stage.viewers[sheet["written_by"]], stage.rooms[sheet["room"]]
    text = text_of(sheet)
    saved = save_sheet(
        uuid4(), text, occasion=occasion, room=room, version=0, language=sheet["lang"], by=writer,
        now=stage.clock.tick(),
    )  # fmt: skip
    told_lines = {line["n"]: line for line in sheet.get("line", [])}
    marks = {(saved.pk, number): mark for number, mark in _marks(stage, text, told_lines, told).items()}
    for line in file_sheets([saved], marks=marks, by=writer, now=stage.clock.tick()):
        key = told_lines.get(line.number, {}).get("key", f"{sheet['occasion']}:{line.number}")
        told.entries[key] = line.entry


def _marks(stage: Stage, text: str, told_lines: dict[int, dict[str, Any]], told: Told) -> dict[int, LineMark]:
    lines = parse_sheet(
        text, subjects=told.subjects, speakers=stage.persons, parties=stage.parties
    )  # fmt: skip
    return {
        line.number: LineMark(
            language=told_lines.get(line.number, {}).get("lang", ""),
            script=told_lines.get(line.number, {}).get("script", ""),
            source=told_lines.get(line.number, {}).get("source", ""),
            is_illustration=ILLUSTRATION in line.subjects,
        )
        for line in lines
    }


def _add(stage: Stage, told: Told, one: dict[str, Any], occasion: Occasion) -> Entry:
    answers = one.get("answers")
    return add_entry(
        stage.dialogue, stage.rooms[one["room"]], occasion, one["kind"], one["words"], language=one["lang"],
        script=one["script"], party=one.get("party", ""), speaker=one.get("speaker", ""),
        agenda_item=one.get("agenda_item", ""), source=one.get("source", ""),
        in_reply_to=told.entries[answers] if answers else None,
        about=[told.subjects[short] for short in one["about"]],
        cites=[told.entries[key] for key in one.get("cites", [])], is_illustration=one["illustration"],
        by=stage.writer_in(one["room"]), now=stage.clock.tick(),
    )  # fmt: skip


def _last_before(stage: Stage, occasion: Occasion) -> Occasion | None:
    """The last meeting held before something that was none."""
    held = [
        meeting for meeting in stage.meetings.values()
        if meeting.latest and occasion.latest and meeting.latest <= occasion.latest
    ]  # fmt: skip
    return held[-1] if held else None
