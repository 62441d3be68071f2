"""Why a consolidated text reads as it does, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _noop

from guftugu.algorithms.consolidate.reasons import DRAFT, by_name, quoted
from guftugu.drafting.kinds import PLENARY
from guftugu.texts.kinds import PassageKind

if TYPE_CHECKING:
    from guftugu.algorithms.consolidate import Reason

# The sentences of `algorithms.consolidate`, where translators find them.
SENTENCES = {
    "reworded": _noop("{hands} asked for {new} instead of {old}; nobody else touched these words."),
    "added": _noop("{hands} added {new}; nobody else added anything at that point."),
    "dropped": _noop("{hands} left out {old}; nobody else touched these words."),
    "bracketed": _noop("In place of {old}: {new}. They touch the same words, so none is taken."),
    "bracketed_added": _noop("At one point between words: {new}. They stand at the same point, so none is taken."),
    "bracketed_shift": _noop(
        "{new}. They took these words to another place or from it, which is disputed; so none is taken."
    ),
    "one_sentence": _noop("{hands} changed different words of one sentence. Nobody wrote it as it now reads: {new}"),
    "kind": _noop("{hands} asked for kind “{new}” instead of “{old}”."),
    "kinds": _noop("About its kind: {new}. It was “{old}”, and stays so until somebody decides."),
    "kind_and_words": _noop(
        "{hands} changed its kind or its words, but not all of them both. Do they suit each other?"
    ),
    "inserted": _noop("{hands} inserted this passage."),
    "inserted_together": _noop(
        "{hands} inserted passages at one place; all are kept, in the order of the hands’ names."
    ),
    "inserted_elsewhere": _noop("The same words were inserted at another place by {hands}: one of them may be enough."),
    "left_out": _noop("{hands} left this passage out, and nobody else touched it."),
    "left_out_or_changed": _noop("{hands} left this passage out; {others} changed it. A bracket holds both."),
    "left_out_or_moved": _noop("{hands} left this passage out; {others} moved it. Each place has a bracket."),
    "moved": _noop("{hands} moved this passage here."),
    "moved_and_changed": _noop("{hands} moved this passage here; {others} changed its words or its kind."),
    "moved_apart": _noop(
        "{hands} moved this passage to different places. It stands in brackets wherever a hand wants it."
    ),
    "anchor_moved": _noop("It was inserted next to a passage that {hands} moved away or left out."),
    "split": _noop("{hands} split this passage."),
    "joined": _noop("{hands} joined what were two passages."),
    "joined_or_not": _noop(
        "{hands} joined passages here; what {others} did with them goes against it. Brackets hold both."
    ),
    "carried": _noop("The next draft leaves these words as they were."),
    "carried_along": _noop("The next draft moved, split or joined what was here, and the words went with it."),
    "already_said": _noop("The next draft says so already."),
}


def because(reason: Reason) -> str:
    told = reason.parameters | {"hands": listed(reason.hands), "others": listed(reason.others)}
    if is_kind := reason.code in {"kind", "kinds"}:
        told |= {"old": _kind(reason.old), "new": _kind(reason.new) if reason.new else ""}
    if reason.wordings:
        told["new"] = "; ".join(
            f"{listed(hands)}: {_wanted(words, is_kind=is_kind)}" for hands, words in reason.wordings
        )
    return gettext(SENTENCES[reason.code]).format_map(told)


def listed(hands: Iterable[str]) -> str:
    return get_text_list([named(hand) for hand in sorted(hands, key=by_name)], gettext("and"))


def named(hand: str) -> str:
    """A caucus by its letter, the others in words."""
    return gettext("the next draft") if hand == DRAFT else pgettext("who asked", "plenary") if hand == PLENARY else hand


def _kind(kind: str) -> str:
    return str(PassageKind(kind).label)


def _wanted(words: str | None, *, is_kind: bool) -> str:
    if words is None:
        return gettext("nothing")
    return quoted(_kind(words) if is_kind else words)


# What a file can hold that is no passage (`texts.files.returned`), where translators find it.
NOT_TAKEN = {
    "comment": _noop("A comment that stands at no passage"),
    "edge": _noop("Words in the head or foot of the page"),
    "endnote": _noop("An endnote"),
    "footnote": _noop("A footnote"),
    "formula": _noop("A formula"),
    "head": _noop("Words changed in the title or the lines above the text"),
    "hidden": _noop("Hidden words"),
    "object": _noop("An embedded object"),
    "picture": _noop("A picture"),
    "symbol": _noop("A symbol"),
}
OTHER = _noop("Something else")


def not_taken(what: str) -> str:
    return gettext(NOT_TAKEN.get(what, OTHER))
