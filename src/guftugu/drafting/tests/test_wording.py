from __future__ import annotations

from django.utils import translation

from guftugu.algorithms.consolidate import SENTENCES, Reason
from guftugu.algorithms.consolidate.reasons import DRAFT
from guftugu.drafting import wording


def test_every_reason_of_the_engine_can_be_said() -> None:
    assert set(wording.SENTENCES) == set(SENTENCES)


def test_a_reason_in_english_is_the_engines_own() -> None:
    reason = Reason("bracketed", ("G", "O"), "May", wordings=((("G", "O"), "June"), (("S",), None)))
    assert wording.because(reason) == reason.sentence
    assert "G and O: “June”; S: nothing" in reason.sentence


def test_a_reason_is_said_in_the_readers_language() -> None:
    words = Reason("bracketed", (DRAFT, "O"), "май", wordings=(((DRAFT,), "июнь"), (("O",), None)))
    kinds = Reason("kinds", ("G", "O"), "paragraph", wordings=((("G",), "heading"), (("O",), "item")))
    with translation.override("ru"):
        assert wording.because(words).startswith("Вместо “май”: следующий черновик: “июнь”; O: ничего. Они")
        told = wording.because(kinds)
    assert [kind in told for kind in ("“заголовок”", "«абзац»", "heading")] == [True, True, False]
