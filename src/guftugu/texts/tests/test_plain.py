from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from guftugu.texts.passages import Written
from guftugu.texts.plain import as_plain, read_plain, recognised

words = (
    st.text(alphabet="abc дғҷ-#|\\*.", min_size=1, max_size=30).map(lambda told: " ".join(told.split())).filter(bool)
)
paragraphs = st.builds(Written, words=words)
headings = st.builds(Written, words=words, kind=st.just("heading"), level=st.integers(1, 3))
items = st.builds(Written, words=words, kind=st.just("item"))
cells = st.lists(words, min_size=2, max_size=3).map("\t".join)
tables = st.builds(Written, words=st.lists(cells, min_size=1, max_size=3).map("\n".join), kind=st.just("table"))


@given(st.lists(st.one_of(paragraphs, headings, items, tables), max_size=8))
def test_what_is_typed_out_reads_back_the_same(passages: list[Written]) -> None:
    assert read_plain(as_plain(passages)) == passages


def test_signs_make_kinds() -> None:
    typed = "# Title\n\nFirst line\nsecond line\n\n- one\n- two\n\n| a | b |\n| c | d |\n\n\\- no item"
    assert [(one.kind, one.words) for one in read_plain(typed)] == [
        ("heading", "Title"),
        ("paragraph", "First line\nsecond line"),
        ("item", "one"),
        ("item", "two"),
        ("table", "a\tb\nc\td"),
        ("paragraph", "- no item"),
    ]


def test_an_item_goes_on_in_the_lines_set_in_under_it() -> None:
    typed = "- first,\n  goes on\n  - second\nNo item."
    assert [(one.kind, one.words) for one in read_plain(typed)] == [
        ("item", "first, goes on"),
        ("item", "second"),
        ("paragraph", "No item."),
    ]


def test_a_changed_passage_is_recognised_and_a_new_one_is_new() -> None:
    before = [_Placed("The opposition is ready to negotiate."), _Placed("Refugees return in spring.")]
    written = read_plain(
        "Something else altogether, of no kin.\n\nRefugees return in the spring.\n\n" + before[0].words
    )
    found = recognised(written, before)
    assert [one.passage for one in found] == [None, before[1].id, before[0].id]


class _Placed:
    def __init__(self, words: str) -> None:
        self.id, self.words, self.kind, self.level, self.composed_as = uuid4(), words, "paragraph", 1, ""
