from __future__ import annotations

from uuid import uuid4

from guftugu.reports.merging import Change, are_same, known_passages, offers, taken
from guftugu.texts.passages import Written


def passages(**words: str) -> list[Written]:
    return [Written(said, composed_as=key) for key, said in words.items()]


BEFORE = passages(came="Six came.", moved="Nothing moved.", hangs="One question hangs.")


def test_nothing_is_offered_where_the_record_says_the_same() -> None:
    edited = [*passages(came="Six came, two by train.", hangs="One question hangs."), Written("Mine.")]
    assert offers(BEFORE, edited, BEFORE) == []


def test_only_what_nobody_touched_is_ticked() -> None:
    standing = passages(came="Six came, two by train.", moved="Nothing moved.", hangs="One question hangs.")
    now = passages(came="Seven came.", moved="One side moved.", hangs="One question hangs.", new="A visit followed.")
    found = {offer.key: (offer.change, offer.is_ticked) for offer in offers(BEFORE, standing, now)}
    assert found == {
        "came": (Change.BOTH, False),
        "moved": (Change.CHANGED, True),
        "new": (Change.NEW, True),
    }


def test_what_is_composed_no_longer_is_offered_for_dropping() -> None:
    now = passages(came="Six came.")
    untouched = offers(BEFORE, BEFORE, now)
    assert [(offer.key, offer.change) for offer in untouched] == [("moved", Change.DROPPED), ("hangs", Change.DROPPED)]
    edited = offers(BEFORE, passages(came="Six came.", moved="Much moved."), now)
    assert [(offer.key, offer.change, offer.is_ticked) for offer in edited] == [
        ("moved", Change.EDITED_DROPPED, False)
    ]  # fmt: skip


def test_taking_puts_each_passage_in_its_place_and_leaves_the_rest() -> None:
    standing = [Written("A word before."), *passages(came="Six came, two by train.", moved="Nothing moved.")]
    now = passages(first="It was held in March.", came="Seven came.", moved="One side moved.", new="A visit followed.")
    found = {offer.key: offer for offer in offers(BEFORE, standing, now)}
    merged = taken(standing, now, [found["first"], found["moved"], found["new"]])
    assert [passage.words for passage in merged] == [
        "It was held in March.",
        "A word before.",
        "Six came, two by train.",
        "One side moved.",
        "A visit followed.",
    ]
    assert taken(standing, now, []) == tuple(standing)


def test_what_somebody_left_out_comes_back_only_if_chosen() -> None:
    standing = passages(came="Six came.", hangs="One question hangs.")
    now = passages(came="Six came.", moved="One side moved.", hangs="One question hangs.")
    (offer,) = offers(BEFORE, standing, now)
    assert (offer.change, offer.is_ticked) == (Change.LEFT_OUT, False)
    assert are_same(taken(standing, now, [offer]), now)


def test_composed_passages_are_the_passages_they_were() -> None:
    pk = uuid4()
    earlier = [Written("Six came.", composed_as="came", passage=pk)]
    found = known_passages(passages(came="Seven came.", new="A visit."), earlier)
    assert [passage.passage for passage in found] == [pk, None]
