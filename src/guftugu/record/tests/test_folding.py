from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guftugu.record.folding import Query, Segment, excerpt, fold, stems

FOLDED = [
    ("Граница", "граница"),
    ("Тоҷикӣ", "точики"),
    ("Гуфтугӯи ҳукумат, ғайра, қарор", "гуфтугуи хукумат, гайра, карор"),
    ("Раджабов", "рачабов"),
    ("Раҷабов", "рачабов"),
    ("Ҷаҷ ёр", "чач ер"),
    ("Тољикї", "точики"),
    ("мой", "мой"),
    ("мои\u0306", "мой"),
    ("Píriz-Ballón", "piriz-ballon"),
    ("Łódź Straße Æther", "lodz strasse aether"),
    ("refugees’", "refugees'"),
    ("كتاب‌هاي", "کتابهای"),
    ("مُذاکَره", "مذاکره"),
    ("۲۱۷ ٣", "217 3"),
    ("ne\u00adgotia\u200btion", "negotiation"),
    ("ﬁle ＮＧＯ", "file ngo"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aéßİ еёйдҷӣҳжو\u0301\u200cكأ’x", max_size=30))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


FOUND = [
    ("граница", "Через границу идут люди"),
    ("границы", "граница закрыта"),
    ("ГРАНИЦЕЙ", "границ"),
    ("беженец", "возвращение беженцев"),
    ("беженцев", "один беженец"),
    ("порядка", "порядок дня"),
    ("переговоры", "о переговорах"),
    ("идёт", "все идет"),
    ("negotiation", "the negotiations began"),
    ("negotiation", "negotiating teams"),
    ("studies", "a study"),
    ("study", "two studies"),
    ("refugee", "Refugees’ return"),
    ("Piriz-Ballon", "the envoy, Ramiro Píriz-Ballón"),
    ("Раҷабов", "сказал Раджабов"),
    ("тоҷики", "забони тоҷикӣ"),
    ("гуреза", "баргашти гурезагон"),
    ("гурезаҳоро", "гурезагони тоҷик"),
    ("музокира", "музокироти сулҳ"),
    ("музокирот", "музокираҳоямон"),
    ("мухолифин ҳукумат", "ҳукумати нав ва мухолифин"),
    ("كتاب", "کتاب‌ها"),
    ("negot*", "negotiators"),
    ("return refugees", "refugees will return"),
    ('"coalition government"', "a coalition\n government"),
    ("«коалиционное правительство»", "Коалиционное  правительство"),
    ("“seats” coalition", "coalition seats"),
    ("217", "¶217"),
    ("dialogue dialogue", "Dialogue #5"),
]

NOT_FOUND = [
    ("", "anything"),
    ("*", "anything"),
    ('""', "anything"),
    ("border refugees", "refugees only"),
    ('"government coalition"', "a coalition government"),
    ('"coalition govern"', "a coalition government"),
    ("order", "the border"),
    ("negot*", "renegotiated"),
    ("мир", "Владимир"),
    ("party", "part of it"),
]


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_query_finds_a_word_in_its_other_forms(asked: str, text: str) -> None:
    query = Query(asked)

    assert query.matches(fold(text))
    assert query.hits(text)


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND)
def test_query_does_not_find_what_is_not_there(asked: str, text: str) -> None:
    assert not Query(asked).matches(fold(text))


def test_query_is_empty_without_words() -> None:
    assert Query(" “ ” *").is_empty
    assert not Query("x").is_empty


def test_query_finds_a_later_form_after_a_word_that_only_begins_alike() -> None:
    assert Query("party").matches(fold("a parting of the parties"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(alphabet="abcаеиҳж\"«*-' ", max_size=12))
def test_query_hits_wherever_it_matches(text: str, asked: str) -> None:
    query = Query(asked)
    hits = query.hits(text)

    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert hits == sorted(hits)
    assert "".join(segment.text for segment in excerpt(text, query, width=100)) == text


def test_stems_by_language_and_by_script() -> None:
    assert stems("Negotiations on refugees", "en") == {"negoti", "on", "refuge"}
    assert stems("Баргашти гурезагон", "tg-Cyrl") == {fold("баргашт"), "гурез"}
    assert stems("границы negotiating") == {"границ", "negoti"}


def test_excerpt_marks_the_words_as_they_were_written() -> None:
    assert excerpt("The envoy, Píriz-Ballón, said", Query("ballon")) == [
        Segment("The envoy, Píriz-", is_hit=False),
        Segment("Ballón", is_hit=True),
        Segment(", said", is_hit=False),
    ]
    assert [segment.text for segment in excerpt("китоб‌ҳо: کتاب‌ها", Query("کتابها")) if segment.is_hit] == ["کتاب‌ها"]


def test_excerpt_of_a_phrase_marks_only_the_phrase() -> None:
    text = "a government, then a Coalition  Government"

    hit = [segment.text for segment in excerpt(text, Query('"coalition government"')) if segment.is_hit]

    assert hit == ["Coalition", "Government"]


def test_excerpt_keeps_to_its_width_and_to_whole_words() -> None:
    text = "words " * 100 + "the refugees return by the border " + "words " * 100

    segments = excerpt(text, Query("refugee border"), width=80)
    shown = "".join(segment.text for segment in segments)

    assert shown.startswith("…words")
    assert shown.endswith("words…")
    assert len(shown) <= 90
    assert [segment.text for segment in segments if segment.is_hit] == ["refugees", "border"]


def test_excerpt_without_a_hit_begins_at_the_beginning() -> None:
    segments = excerpt("words " * 100, Query("nothing"), width=50)

    assert segments[0].text.startswith("words")
    assert segments[-1] == Segment("…", is_hit=False)
