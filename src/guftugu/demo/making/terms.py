"""What the moderators and the translator agreed to call things in the three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.demo.data import rows, table
from guftugu.texts.actions.terms import add_term

if TYPE_CHECKING:
    from guftugu.demo.making.memo import Memo

LANGUAGES = ("en", "ru", "tg")


def agree_terms(memo: Memo) -> None:
    translator = memo.viewer(table("making/draft")["memo"]["rendered_by"])
    for one in rows("making/terms", "term"):
        words = {(language, ""): one[language] for language in LANGUAGES}
        note = one.get("note", table("making/terms")["note"])
        add_term(memo.stage.dialogue, words, note=note, by=translator, now=memo.tick())
