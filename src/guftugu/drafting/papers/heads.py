"""What stands at the head of each paper: which version it is, and of which round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guftugu.drafting.brackets import brackets_in
from guftugu.look.dates import day_in_words

if TYPE_CHECKING:
    from guftugu.drafting.models import Round
    from guftugu.texts.lookups.texts import TextSeen
    from guftugu.texts.models import Version


def round_of(version: Version, rounds: Sequence[Round]) -> tuple[Round | None, bool]:
    """The round in which it went round; else the last before it, and False."""
    for one in rounds:
        if version.pk in (one.base_id, one.draft_id):
            return one, True
    before = [one for one in rounds if one.opened_at <= version.made_at]
    return (before[-1] if before else None), False


def round_told(version: Version, rounds: Sequence[Round]) -> str:
    found, is_its = round_of(version, rounds)
    if found is None:
        return _("before the first round")
    told = {"number": found.number}
    return _("round %(number)d") % told if is_its else _("after round %(number)d") % told


def head_lines(text: TextSeen, rounds: Sequence[Round]) -> list[str]:
    """Kind, version, day; then round and brackets."""
    version = text.version
    told = {
        "kind": capfirst(text.text.get_kind_display()),
        "number": version.number,
        "day": day_in_words(timezone.localdate(version.made_at)),
    }
    count = brackets_in(one.words for one in text.passages)
    brackets = ngettext("%(count)d bracket", "%(count)d brackets", count) % {"count": count}
    second = f"{round_told(version, rounds)} · {brackets if count else _('no brackets')}"
    return [_("%(kind)s, version %(number)d, %(day)s") % told, capfirst(second)]


def change_lines(was: TextSeen, now: TextSeen, rounds: Sequence[Round]) -> list[str]:
    """From which version to which, and how the later one stands."""
    told = {
        "was": was.version.number,
        "was_round": round_told(was.version, rounds),
        "now": now.version.number,
        "now_round": round_told(now.version, rounds),
    }
    changes = _("Changes from version %(was)d (%(was_round)s) to version %(now)d (%(now_round)s)") % told
    return [changes, *head_lines(now, rounds)]


def brackets_told(text: TextSeen) -> str:
    count = brackets_in(one.words for one in text.passages)
    return ngettext("%(count)d bracket", "%(count)d brackets", count) % {"count": count} if count else _("clean")
