from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from guftugu.dialogues.actions.occasions import When, add_reported_date, record_occasion
from guftugu.dialogues.models import OccasionDate
from guftugu.dialogues.tests.builders import NOW, House, build_house
from guftugu.trail.actions import add_row
from guftugu.trail.hashing import BEFORE_THE_FIRST, digest_of, hash_of
from guftugu.trail.lookups import head, rows_of_rooms, verification
from guftugu.trail.models import Evidence, TrailHead, TrailRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    """With an act that keeps a row that is never changed, somewhere in the middle of the chain."""
    built = build_house(cast={"o1": ("participant", "O")})
    moderator = built.viewer("moderator-us")
    occasion = record_occasion(
        built.dialogue, built.rooms["plenary"], "visit", title="x", when=When("May"), by=moderator, now=NOW
    )
    add_reported_date(occasion, When("June"), source="a paper", by=moderator, now=NOW)
    return built


def faults(**options: Any) -> set[str]:
    return {code for code, _about in verification(**options).faults}


def act(number: int) -> None:
    """As add_row, from outside the house: what somebody who can write to the store can do."""
    with transaction.atomic():
        add_row("planted", at=NOW, actor=b"", room=None, about=OccasionDate.objects.all()[number % 2])


def test_whole_chain_verifies(house: House) -> None:
    found = verification()
    assert found.is_whole
    assert found.rows == TrailRow.objects.count()
    assert found.head == head()


def test_empty_chain_verifies() -> None:
    assert verification().is_whole
    assert head() == BEFORE_THE_FIRST


@pytest.mark.parametrize(
    "changed",
    [
        {"verb": "another"},
        {"at": datetime(1994, 3, 8, tzinfo=UTC)},
        {"actor": b"\0" + bytes(16)},
        {"room": None, "about_id": uuid4()},
        {"about_kind": "planted"},
    ],
)
def test_altered_row_is_found(house: House, changed: dict[str, Any]) -> None:
    TrailRow.objects.filter(number=5).update(**changed)
    assert verification().faults == [("altered", "5")]


def test_altered_row_with_its_hash_made_anew_breaks_the_next(house: House) -> None:
    row = TrailRow.objects.get(number=5)
    row.verb = "another"
    row.hash = hash_of(row, [])
    row.save()
    assert verification().faults == [("order", "6")]


def test_missing_row_is_found(house: House) -> None:
    Evidence.objects.filter(row=5).delete()
    TrailRow.objects.filter(number=5).delete()
    assert faults() == {"missing", "order"}


def test_rows_that_changed_places_are_found(house: House) -> None:
    rows = {number: TrailRow.objects.get(number=number) for number in (5, 6)}
    for number, other in ((5, 6), (6, 5)):
        columns = {field.attname: getattr(rows[other], field.attname) for field in TrailRow._meta.concrete_fields}
        TrailRow.objects.filter(number=number).update(**{**columns, "number": number})
    assert "order" in faults()
    assert "altered" in faults()


def test_cut_end_is_found(house: House) -> None:
    last = TrailRow.objects.order_by("-number").first()
    assert last is not None
    Evidence.objects.filter(row=last).delete()
    last.delete()
    assert faults() == {"cut"}


def test_cut_that_was_covered_up_is_found_by_a_papers_head(house: House) -> None:
    on_paper = head()
    rows = TrailRow.objects.order_by("-number")
    last, before = rows[0], rows[1]
    Evidence.objects.filter(row=last).delete()
    last.delete()
    TrailHead.objects.update(number=before.number, hash=before.hash)
    assert faults() == set()
    assert faults(expected_head=on_paper) == {"head"}


def test_head_of_an_earlier_paper_is_found_again(house: House) -> None:
    on_paper = head()
    for number in range(3):
        act(number)
    assert head() != on_paper
    assert faults(expected_head=on_paper) == set()
    assert faults(expected_head=bytes(31) + b"x") == {"head"}


def test_a_paper_need_not_print_the_whole_head(house: House) -> None:
    assert faults(expected_head=head()[:8]) == set()
    assert faults(expected_head=b"x" * 8) == {"head"}


@pytest.mark.parametrize(
    ("meddle", "code"),
    [
        (lambda row: OccasionDate.objects.filter(pk=row.pk).update(edtf="1994-07"), "changed"),
        (lambda row: OccasionDate.objects.filter(pk=row.pk).delete(), "gone"),
    ],
)
def test_kept_row_that_changed_or_went_is_found(
    house: House, meddle: Callable[[OccasionDate], object], code: str
) -> None:
    row = OccasionDate.objects.order_by("recorded_at")[0]
    meddle(row)
    assert verification().faults == [(code, f"occasiondate {row.pk}")]


def test_evidence_that_was_altered_is_found(house: House) -> None:
    one = Evidence.objects.order_by("row")[0]
    Evidence.objects.filter(pk=one.pk).update(digest=bytes(32))
    assert ("altered", str(one.row_id)) in verification().faults


def test_evidence_of_a_kind_nobody_knows_is_found(house: House) -> None:
    one = Evidence.objects.order_by("row")[0]
    Evidence.objects.filter(pk=one.pk).update(kind="planted")
    assert set(verification().faults) == {("altered", str(one.row_id)), ("unknown", f"planted {one.kept_id}")}


def test_act_outside_a_transaction_is_refused(transactional_db: None) -> None:
    house = build_house(cast={})
    with pytest.raises(RuntimeError):
        add_row("planted", at=NOW, actor=b"", room=None, about=house.dialogue)
    with transaction.atomic():
        add_row("planted", at=NOW, actor=b"", room=None, about=house.dialogue)
    assert verification().is_whole


def test_act_that_fails_leaves_no_row(house: House) -> None:
    before = TrailRow.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 (it fails after the row was written)
        act(0)
        raise ZeroDivisionError
    assert TrailRow.objects.count() == before
    assert verification().is_whole


def test_digest_takes_ciphertext_and_needs_no_key(house: House) -> None:
    row = OccasionDate.objects.order_by("recorded_at")[0]
    kept = Evidence.objects.get(kept_id=row.pk)
    assert bytes(kept.digest) == digest_of(row).digest


def test_rows_of_other_rooms_are_not_among_those_of_ones_own(house: House) -> None:
    own = {room.pk for room in house.viewer("o1").rooms.values()}
    rooms = set(rows_of_rooms(list(own)).values_list("room", flat=True))
    assert rooms <= own | {None}
    assert None in rooms
    assert house.rooms["plenary"].pk in rooms


def test_a_column_that_came_later_counts_only_where_it_says_something(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = OccasionDate.objects.filter(edtf="")[0]
    from_the_first = digest_of(row).digest
    monkeypatch.setattr(OccasionDate, "came_later", frozenset({"edtf"}), raising=False)
    without = digest_of(row).digest
    assert without != from_the_first
    row.edtf = "1994-06"
    assert digest_of(row).digest not in {without, from_the_first}
