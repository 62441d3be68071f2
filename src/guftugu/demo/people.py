"""The demo's cast comes in, and the people of the record are told of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guftugu.demo.clock import Clock
from guftugu.demo.data import rows, table, when_of
from guftugu.dialogues.actions.dialogues import add_caucus, begin_dialogue, invite_to, set_rules
from guftugu.people.actions.affiliations import add_affiliation
from guftugu.people.actions.organisations import add_organisation, rename_organisation
from guftugu.people.actions.participation import take_step
from guftugu.people.actions.parties import add_party, name_party
from guftugu.people.actions.persons import add_person
from guftugu.people.actions.voices import bring_voice, name_missing_voice
from guftugu.rooms import account_keys
from guftugu.rooms.actions.accounts import accept_invitation, choose_language, make_first_account
from guftugu.rooms.actions.members import let_in
from guftugu.rooms.actions.rooms import open_caucus
from guftugu.rooms.viewer import Viewer, again

if TYPE_CHECKING:
    from guftugu.dialogues.models import Dialogue, Occasion
    from guftugu.people.models import Organisation, Party, Person
    from guftugu.rooms.models import Room

MODERATOR = "moderator-us"


@dataclass
class LogIn:
    name: str
    role: str
    passphrase: str


@dataclass
class Stage:
    """The demo's dialogue while it is being told."""

    dialogue: Dialogue
    clock: Clock
    rooms: dict[str, Room]
    viewers: dict[str, Viewer]
    log_ins: list[LogIn] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    meetings: dict[int, Occasion] = field(default_factory=dict)

    @property
    def moderator(self) -> Viewer:
        return self.viewers[MODERATOR]

    def writer_in(self, room: str) -> Viewer:
        """Who writes in a room: the first of a caucus in it, a moderator elsewhere."""
        return self.viewers[{"caucus-G": "g1", "caucus-O": "o1"}.get(room, MODERATOR)]

    def after(self, number: int | None) -> Occasion | None:
        return self.meetings.get(number or 0)


def begin(clock: Clock) -> Stage:
    """The dialogue with its rooms, and everybody of the cast let into his."""
    told = table("dialogue")["dialogue"]
    first = make_first_account(MODERATOR, now=clock.tick())
    dialogue, moderator = begin_dialogue(told["title"]["plenary"], by=first.viewer, now=clock.tick())
    set_rules(
        dialogue, attribution=told["attribution"], correction_days=told["correction_window_days"], by=moderator,
        now=clock.tick(),
    )  # fmt: skip
    rooms = {room.kind: room for room in dialogue.rooms.all()}
    rooms |= {
        f"caucus-{side}": add_caucus(dialogue, side, opener=None, by=moderator, now=clock.tick()) for side in "GO"
    }
    stage = Stage(dialogue, clock, rooms, {MODERATOR: moderator})
    stage.log_ins.append(LogIn(MODERATOR, "moderator", first.passphrase))
    for account in rows("cast", "account"):
        if account["name"] != MODERATOR:
            _bring_in(stage, account)
        else:
            choose_language(moderator, account["interface"])
    return stage


def _bring_in(stage: Stage, told: dict[str, Any]) -> None:
    wanted = [*told["rooms"], *told["waiting"]]
    caucuses = [stage.rooms[name] for name in wanted if name.startswith("caucus-")]
    stage.viewers[MODERATOR] = again(stage.moderator)
    _account, secret = invite_to(
        stage.dialogue, told["name"], told["role"], by=stage.moderator, now=stage.clock.tick(), caucuses=caucuses
    )
    passphrase = account_keys.new_passphrase()
    code = account_keys.new_recovery_code()
    made = accept_invitation(secret, passphrase=passphrase, recovery_code=code, now=stage.clock.tick())
    choose_language(made.viewer, told["interface"])
    stage.viewers[told["name"]] = made.viewer
    stage.log_ins.append(LogIn(told["name"], told["role"], passphrase))
    for name in told["rooms"]:
        room = stage.rooms[name]
        room.refresh_from_db()
        if room.opener_id == made.account.pk and room.members_voucher is None:
            open_caucus(room, by=made.viewer, now=stage.clock.tick())
        else:
            let_in(made.account, room, by=again(stage.writer_in(name)), now=stage.clock.tick(), with_past=True)
        stage.viewers[told["name"]] = again(made.viewer)


def tell_people(stage: Stage) -> None:
    _tell_parties(stage)
    _tell_organisations(stage)
    for told in rows("people", "person"):
        _tell_person(stage, told)


def _tell_parties(stage: Stage) -> None:
    shared = [stage.rooms[name] for name in ("moderators", "plenary", "staff", "colleagues")]
    for told in rows("people", "party"):
        party = add_party(
            stage.dialogue, told["letter"], kind=told["kind"], name=told["name"], language="en", rooms=shared,
            by=stage.moderator, now=stage.clock.tick(),
        )  # fmt: skip
        stage.parties[told["letter"]] = party
        for language, name in told.get("names", {}).items():
            name_party(
                party, stage.rooms["plenary"], name, language=language, by=stage.moderator, now=stage.clock.tick()
            )


def _tell_organisations(stage: Stage) -> None:
    for told in rows("people", "organisation"):
        stage.organisations[told["key"]] = add_organisation(
            stage.dialogue, stage.rooms[told["room"]], told["name"], kind=told["kind"], language="en",
            spellings=told.get("alt", ()), note=told.get("note", ""), source=told.get("source", ""),
            by=stage.moderator, now=stage.clock.tick(),
        )  # fmt: skip
        for room in told.get("also_in", ()):
            rename_organisation(
                stage.organisations[told["key"]], told["name"], room=stage.rooms[room], language="en",
                by=stage.moderator, now=stage.clock.tick(),
            )  # fmt: skip


def _tell_person(stage: Stage, told: dict[str, Any]) -> None:
    account = next((one for one in rows("cast", "account") if one["person"] == told["code"]), None)
    viewer = stage.viewers[account["name"]] if account else None
    room = stage.rooms[told["room"]]
    person = add_person(
        stage.dialogue, room, told["code"], party=stage.parties.get(told.get("party", "")),
        account=viewer.account if viewer else None, languages=told["languages"], name=told["name"],
        name_room=room if told["name"] else None, spellings=told.get("alt", ()), note=told.get("note", ""),
        source=told.get("source", ""), is_illustration=told.get("illustration", False), by=stage.moderator,
        now=stage.clock.tick(),
    )  # fmt: skip
    stage.persons[told["code"]] = person


def tell_affiliations(stage: Stage) -> None:
    for told in rows("people", "person"):
        for one in told.get("affiliation", []):
            add_affiliation(
                stage.persons[told["code"]], stage.rooms[one["room"]], one["role"],
                organisation=stage.organisations.get(one.get("organisation", "")), since=when_of(one.get("since")),
                note=one.get("note", ""), source=one.get("source", ""),
                is_illustration=one.get("illustration", False), by=stage.moderator, now=stage.clock.tick(),
            )  # fmt: skip


def tell_ways(stage: Stage) -> None:
    """Phase 1: how everybody came to the dialogue, each step told after the meeting that it followed."""
    for told in rows("people", "participation"):
        for step in told["steps"]:
            held_after = stage.after(step["after_meeting"])
            take_step(
                stage.persons[told["person"]], step["state"], room=stage.rooms[told["room"]],
                when=when_of(step["when"]), reason=step["reason"], vouched_by=step["vouched_by"],
                held_after=held_after, role=told.get("role", "participant"),
                is_illustration=told["illustration"], by=stage.moderator,
                now=stage.clock.after(f"d{step['after_meeting']}"),
            )  # fmt: skip
    for told in rows("people", "missing_voice"):
        number = int(told["named_at"].removeprefix("d"))
        voice = name_missing_voice(
            stage.dialogue, stage.rooms[told["room"]], told["words"], why=told["why"],
            named_after=stage.after(number), is_illustration=told["illustration"], by=stage.moderator,
            now=stage.clock.after(told["named_at"]),
        )  # fmt: skip
        if told["brought"]:
            bring_voice(
                voice, stage.persons[told["brought"]], held_after=stage.after(6), by=stage.moderator,
                now=stage.clock.tick(),
            )  # fmt: skip
