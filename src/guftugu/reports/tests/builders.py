from __future__ import annotations

from datetime import date, timedelta

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.entries import add_entry
from guftugu.record.models import Entry
from guftugu.record.tests.builders import build_record, file_notes, hold_meeting
from guftugu.reports.actions.composing import compose_paper
from guftugu.reports.composed import USUAL_AUDIENCE, Period, Wanted
from guftugu.reports.lookups.papers import PaperSeen, paper
from guftugu.texts.actions.versions import write_version
from guftugu.texts.lookups import texts
from guftugu.texts.passages import Written

LATER = NOW + timedelta(days=1)
MARCH = Period(date(1993, 3, 1), date(1993, 3, 31))
NOTES = """# The refugees' return
G: the villages are ready for whoever comes back {refugees}
O1? who answers for the road to the villages
G1> one commander will answer for the road by name
?? who pays for the roofs before the winter
"""
IN_MODERATORS = "one side is nearer to signing than it would ever say aloud"
IN_CAUCUS = "we would give up the ministry if the road were guarded"


def build_papers() -> House:
    """Dialogue #1 with its notes, something for colleagues, and in every other room words that are nobody else's."""
    house = build_record()
    meeting = hold_meeting(house, 1)
    file_notes(house, meeting, NOTES)
    add(house, "moderators", meeting, IN_MODERATORS)
    add(house, "caucus-O", meeting, IN_CAUCUS, by="o1")
    happened(house, "colleagues", "The envoy comes", "A new envoy of the United Nations came to the capital in March")
    happened(
        house, "staff", "A visit to the south", "The staff looked for two fellows in the south", place="Kurgan-Tyube"
    )
    return house


def add(
    house: House, room: str, occasion: Occasion, words: str, *, kind: str = "statement", by: str = "moderator-us"
) -> Entry:
    return add_entry(
        house.dialogue, house.rooms[room], occasion, kind, words, language="en", by=house.viewer(by), now=NOW
    )


def decide(house: House) -> Entry:
    """Something that a memo of the first meeting has to say."""
    said = "the school of the village will open in autumn"
    return add(house, "plenary", Occasion.objects.get(number=1), said, kind="decision")


def happened(house: House, room: str, title: str, words: str, *, place: str = "") -> Entry:
    occasion = record_occasion(
        house.dialogue, house.rooms[room], "development", title=title, place=place,
        when=When("March 1993", MARCH.first, MARCH.last, "1993-03"), by=house.viewer("moderator-us"), now=NOW,
    )  # fmt: skip
    return add(house, room, occasion, words)


def wanted(kind: str, *, audience: str = "", number: int = 1) -> Wanted:
    audience = audience or USUAL_AUDIENCE[kind]
    if kind == "wrap-up":
        return Wanted(kind, audience, period=MARCH)
    return Wanted(kind, audience, meeting=Occasion.objects.get(number=number))


def compose(house: House, kind: str, *, audience: str = "", by: str = "moderator-us") -> PaperSeen:
    viewer = house.viewer(by)
    row = compose_paper(house.dialogue, wanted(kind, audience=audience), by=viewer, now=NOW)
    return seen(house, row.pk, by=by)


def seen(house: House, paper_id: object, *, by: str = "moderator-us") -> PaperSeen:
    found = paper(house.viewer(by), house.dialogue, paper_id)  # type: ignore[arg-type]
    assert found is not None
    return found


def words_of(house: House, one: PaperSeen, *, by: str = "moderator-us") -> list[str]:
    return [passage.words for passage in texts.text_seen(house.viewer(by), one.text.pk).passages]


def write_on(house: House, one: PaperSeen, *more: str) -> PaperSeen:
    """A person adds paragraphs to what stands."""
    viewer = house.viewer("moderator-us")
    standing = texts.text_seen(viewer, one.text.pk)
    kept = [
        Written(passage.words, passage.kind, passage.level, passage.id, passage.composed_as)
        for passage in standing.passages
    ]
    added = [Written(words) for words in more]
    write_version(
        one.text, standing.title, [*kept, *added], after=standing.version.number, by=viewer, now=LATER
    )  # fmt: skip
    return seen(house, one.row.pk)
