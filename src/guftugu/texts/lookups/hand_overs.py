"""Which version went to whom, in which language, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from guftugu.dialogues import lookups as dialogues
from guftugu.people import lookups as people
from guftugu.record.lookups.seen import Shown
from guftugu.rooms.words import is_broken, is_sunset, open_rows
from guftugu.texts.languages import spoken_name
from guftugu.texts.lookups.texts import latest_versions, title_of
from guftugu.texts.models import HandOver, HandOverAnswer
from guftugu.texts.visibility import answers_visible_to, visible_to

if TYPE_CHECKING:
    from guftugu.dialogues.lookups import DatedOccasion
    from guftugu.dialogues.models import Dialogue
    from guftugu.people.lookups import OrganisationSeen, PersonSeen
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.models import Text, Version


@dataclass(frozen=True)
class HandOverSeen:
    """A hand-over as it stands now. `before`: those it corrects, the last first.

    Person, organisation and occasion are there only for who may know of them.
    """

    row: HandOver
    latest: int
    person: PersonSeen | None = None
    organisation: OrganisationSeen | None = None
    occasion: DatedOccasion | None = None
    answers: list[Shown] = field(default_factory=list)
    before: list[HandOverSeen] = field(default_factory=list)

    @property
    def version(self) -> Version:
        return self.row.version

    @property
    def title(self) -> str:
        return title_of(self.row.version)

    @property
    def is_of_latest(self) -> bool:
        return self.row.version.number == self.latest

    @property
    def language(self) -> str:
        return spoken_name(self.row.language, self.row.script)

    @property
    def to(self) -> list[str]:
        """Who or what got it, in words, as far as the viewer may know."""
        told = [self.person.code if self.person else "", self.person.name if self.person else ""]
        told += [self.row.to_whom, self.row.office, self.organisation.name if self.organisation else ""]
        return list(dict.fromkeys(words for words in told if words))

    @property
    def is_unknown(self) -> bool:
        """It went to somebody of whom the viewer's rooms do not know."""
        return not self.to and bool(self.row.to_person_id or self.row.to_organisation_id)

    @property
    def is_sunset(self) -> bool:
        return is_sunset(self.row, "to_whom")

    @property
    def is_broken(self) -> bool:
        return is_broken(self.row, "to_whom")

    @property
    def is_shut(self) -> bool:
        """Words stand here that are older than the viewer's key."""
        return not (self.to or self.is_unknown or self.row.ends or self.is_sunset or self.is_broken)

    @property
    def is_dated_itself(self) -> bool:
        return bool(self.row.said or self.row.latest)

    @property
    def said(self) -> str:
        return self.row.said or ("" if self.is_dated_itself or not self.occasion else self.occasion.said)

    @property
    def earliest(self) -> date | None:
        return self.row.earliest if self.is_dated_itself or not self.occasion else self.occasion.occasion.earliest

    @property
    def latest_day(self) -> date | None:
        return self.row.latest if self.is_dated_itself or not self.occasion else self.occasion.occasion.latest

    @property
    def place(self) -> str:
        return self.row.place or (self.occasion.occasion.place if self.occasion else "")


@dataclass(frozen=True)
class Log:
    """Hand-overs, the last first; and those of which somebody said that they did not take place."""

    hand_overs: list[HandOverSeen]
    taken_back: list[HandOverSeen]

    @property
    def by_text(self) -> list[list[HandOverSeen]]:
        """A list for each text, the one that was handed over last first."""
        found: dict[UUID, list[HandOverSeen]] = defaultdict(list)
        for one in self.hand_overs:
            found[one.version.text_id].append(one)
        return list(found.values())


@dataclass(frozen=True)
class Recipient:
    """Somebody, or an office, with all that was handed there; the last first. `latest`: how far the text has come."""

    given: list[HandOverSeen]
    latest: int

    @property
    def last(self) -> HandOverSeen:
        return self.given[0]

    @property
    def number(self) -> int:
        """The latest version that is there."""
        return max(one.version.number for one in self.given)

    @property
    def is_behind(self) -> bool:
        return self.number < self.latest


@dataclass(frozen=True)
class WhoHas:
    recipients: list[Recipient]
    taken_back: list[HandOverSeen]


def hand_overs(
    viewer: Viewer, dialogue: Dialogue, *, text: Text | None = None, language: str = ""
) -> list[HandOverSeen]:
    """Those in force of the viewer's rooms, the last first. A corrected one stands under the one that corrects it."""
    return log(viewer, dialogue, text=text, language=language).hand_overs


def log(viewer: Viewer, dialogue: Dialogue, *, text: Text | None = None, language: str = "") -> Log:
    rows = HandOver.objects.filter(visible_to(viewer), version__text__dialogue=dialogue)
    if text is not None:
        rows = rows.filter(version__text=text)
    seen = _seen(viewer, dialogue, rows.select_related("version__text", "room"), language)
    return Log([one for one in seen if not one.row.ends], [one for one in seen if one.row.ends])


def hand_over(viewer: Viewer, dialogue: Dialogue, handover: UUID, *, language: str = "") -> HandOverSeen | None:
    """One as it stands now, also by the id of a row that was corrected since."""
    found = HandOver.objects.filter(visible_to(viewer), version__text__dialogue=dialogue, pk=handover)
    row = found.select_related("version__text").first()
    if row is None:
        return None
    every = log(viewer, dialogue, text=row.version.text, language=language)
    told = (one for one in (*every.hand_overs, *every.taken_back))
    return next((one for one in told if handover in {one.row.pk, *(each.row.pk for each in one.before)}), None)


def who_has(viewer: Viewer, text: Text, *, language: str = "") -> WhoHas:
    """To whom a text went, and which versions are there; who got one last stands first."""
    told = log(viewer, text.dialogue, text=text, language=language)
    by_name: dict[tuple[str, ...], list[HandOverSeen]] = defaultdict(list)
    for one in told.hand_overs:
        by_name[_same(one)].append(one)
    return WhoHas([Recipient(several, several[0].latest) for several in by_name.values()], told.taken_back)


def _seen(viewer: Viewer, dialogue: Dialogue, rows: Iterable[HandOver], language: str) -> list[HandOverSeen]:
    listed = open_rows(viewer, rows)
    open_rows(viewer, [row.version for row in listed])
    latest = latest_versions(viewer, {row.version.text_id for row in listed})
    persons = {one.row.pk: one for one in people.persons(viewer, dialogue, language=language)}
    known = {one.row.pk: one for one in people.organisations(viewer, dialogue, language=language)}
    dated = dialogues.occasions(viewer, dialogue) if any(row.occasion_id for row in listed) else []
    occasions = {one.occasion.pk: one for one in dated}
    single = {
        row.pk: HandOverSeen(
            row,
            latest[row.version.text_id].number,
            persons.get(row.to_person_id) if row.to_person_id else None,
            known.get(row.to_organisation_id) if row.to_organisation_id else None,
            occasions.get(row.occasion_id) if row.occasion_id else None,
        )
        for row in listed
    }
    answers = _answers(viewer, listed)
    told = [
        replace(
            single[last.pk],
            answers=[shown for row in (*reversed(before), last) for shown in answers[row.pk]],
            before=[single[row.pk] for row in before],
        )
        for last, *before in _chains(listed)
    ]
    return sorted(told, key=_when, reverse=True)


def _chains(rows: Iterable[HandOver]) -> list[list[HandOver]]:
    """Each row that nobody corrected, with those it corrects behind it."""
    by_id = {row.pk: row for row in rows}
    corrected = {row.corrects_id for row in by_id.values()}
    return [_chain(row, by_id) for row in by_id.values() if row.pk not in corrected]


def _chain(row: HandOver, by_id: Mapping[UUID, HandOver]) -> list[HandOver]:
    chain = [row]
    while (before := chain[-1].corrects_id) and before in by_id:
        chain.append(by_id[before])
    return chain


def _answers(viewer: Viewer, rows: Iterable[HandOver]) -> dict[UUID, list[Shown]]:
    found = HandOverAnswer.objects.filter(answers_visible_to(viewer), hand_over__in=[row.pk for row in rows])
    listed = list(found.select_related("entry").order_by("recorded_at", "pk"))
    open_rows(viewer, [row.entry for row in listed])
    by_row: dict[UUID, list[Shown]] = defaultdict(list)
    for row in listed:
        by_row[row.hand_over_id].append(Shown(row.entry, viewer.rooms[row.entry.room_id]))
    return by_row


def _when(seen: HandOverSeen) -> tuple[bool, date, float, int, str]:
    """By the day; of what has none, and within a day, by when it was logged."""
    latest = seen.latest_day or seen.earliest
    first = seen.before[-1].row if seen.before else seen.row
    logged = first.recorded_at.timestamp()
    return latest is not None, latest or date.min, logged, seen.version.number, str(seen.row.pk)


def _same(seen: HandOverSeen) -> tuple[str, ...]:
    """What is the same for two hand-overs to the same person or office."""
    row = seen.row
    if row.to_person_id:
        return (str(row.to_person_id),)
    told = [" ".join(words.split()).casefold() for words in (row.to_whom, row.office)]
    return (str(row.to_organisation_id or ""), *told) if any(told) or row.to_organisation_id else (str(row.pk),)
