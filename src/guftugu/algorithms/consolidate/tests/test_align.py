from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guftugu.algorithms.consolidate import Passage, Proposal, align, consolidate
from guftugu.algorithms.consolidate.tests.cases import passages, wordings

BASE = [
    Passage("h", "Preamble", "heading"),
    Passage("p1", "Both sides agree that fighting must stop. They will talk."),
    Passage("p2", "Refugees return in safety. The government guarantees their property."),
    Passage("p3", "A commission of equal numbers will be formed.", "item"),
]


def ids(*texts: str) -> list[str]:
    known = {one.id for one in BASE}
    return [one.id if one.id in known else "new" for one in align(BASE, texts)]


def test_the_text_as_it_was_keeps_ids_and_kinds() -> None:
    assert align(BASE, [one.text for one in BASE]) == BASE


def test_edited_and_moved_passages_keep_their_ids() -> None:
    edited = "A joint commission of equal numbers shall be formed."
    assert ids(edited, "Preamble:", BASE[1].text, "Refugees and displaced persons return in safety.") == [
        "p3",
        "h",
        "p1",
        "p2",
    ]


def test_parts_of_a_split_one_stand_by_it() -> None:
    assert ids("Refugees return in safety.", "The government guarantees their property at once.") == ["new", "p2"]


def test_what_was_joined_has_the_id_of_one() -> None:
    aligned = align(BASE, [BASE[0].text, f"{BASE[1].text} {BASE[2].text}", BASE[3].text])
    result = consolidate(BASE, [Proposal("A", aligned)])
    assert [row.asked for row in result.dispositions] == ["join"]


def test_what_is_new_has_a_new_id_that_its_words_give() -> None:
    [one] = align(BASE, ["Land and water are shared."])
    [other] = align(BASE[:1], [Passage("whatever", "Land and water are shared.", "item")])
    assert one.id == other.id
    assert one.id not in {passage.id for passage in BASE}
    assert (one.kind, other.kind) == ("paragraph", "item")


def test_equal_passages_stay_where_they_are() -> None:
    base = [Passage("a", ""), Passage("b", "Land."), Passage("c", ""), Passage("d", "Water.")]
    assert [one.id for one in align(base, ["Land.", "", "Water."])] == ["b", "c", "d"]


@given(passages(), st.lists(wordings(), max_size=6))
def test_every_id_is_given_once_and_no_word_is_lost(base: list[Passage], returned: list[str]) -> None:
    aligned = align(base, returned)
    assert [one.text for one in aligned] == returned
    assert len({one.id for one in aligned}) == len(returned)


@given(st.data(), passages())
def test_what_only_changed_places_is_recognised(data: st.DataObject, base: list[Passage]) -> None:
    different = {" ".join(one.text.split()): one for one in base}
    mixed = data.draw(st.permutations(list(different.values())))
    assert [one.id for one in align(mixed, [one.text for one in different.values()])] == [
        one.id for one in different.values()
    ]
