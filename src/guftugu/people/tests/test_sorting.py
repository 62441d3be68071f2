from __future__ import annotations

import pytest

from guftugu.people.codes import is_code, same_code, written_code
from guftugu.people.sorting import TAJIK, code_key, name_key


def in_order(*names: str) -> bool:
    mixed = [*names[1::2], *names[::2]]
    return sorted(mixed, key=name_key) == list(names)


def test_tajik_has_thirty_five_letters_in_their_order() -> None:
    assert len(TAJIK) == 35
    assert in_order(*TAJIK)
    assert in_order(*(f"А{letter}а" for letter in TAJIK))


@pytest.mark.parametrize(
    ("plain", "own", "after"),
    [("г", "ғ", "д"), ("и", "ӣ", "й"), ("к", "қ", "л"), ("у", "ӯ", "ф"), ("х", "ҳ", "ч"), ("ч", "ҷ", "ш")],
)
def test_a_tajik_letter_follows_its_sister_whatever_comes_after(plain: str, own: str, after: str) -> None:
    assert in_order(f"{plain}я", f"{own}а", f"{own}я", f"{after}а")


def test_letters_typed_as_two_signs_sort_as_one() -> None:
    assert name_key("Ӣсо") == name_key("Ӣсо")
    assert in_order("Исҳоқ", "Ӣсо", "Йӯсуф")


def test_russian_letters_stand_where_russian_has_them() -> None:
    assert in_order("Хасан", "Ҳасан", "Царев", "Чернов", "Ҷалол", "Шариф", "Щукин", "Эмом")


def test_case_and_accents_count_last() -> None:
    assert in_order("amin", "Ámin", "aminov")
    assert in_order("Ali", "Alia")


def test_a_shorter_name_and_a_space_come_first() -> None:
    assert in_order("Ali", "Ali Baba", "Alia")


def test_persian_sorts_in_its_alphabet_and_arabic_forms_with_it() -> None:
    assert in_order("احمد", "بهرام", "پرویز", "جمال", "چنگیز", "زهرا", "ژاله", "کریم", "گلی", "یوسف")
    assert in_order("كريم", "گلی")


def test_scripts_stand_apart_latin_cyrillic_arabic() -> None:
    assert in_order("Zed", "Азиз", "احمد")


def test_code_names_count() -> None:
    assert sorted(["G10", "O1", "G2", "G1"], key=code_key) == ["G1", "G2", "G10", "O1"]


@pytest.mark.parametrize("typed", ["o1", " O1 ", "О1", "O 1", "o۱"])
def test_a_code_however_typed_is_one_code(typed: str) -> None:
    assert same_code(typed) == same_code("O1")
    assert is_code(written_code(typed))


@pytest.mark.parametrize("typed", ["", "G", "1", "G01", "GGGG1", "G1234", "G-1", "key"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert not is_code(written_code(typed))
