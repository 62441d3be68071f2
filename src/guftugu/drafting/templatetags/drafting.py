from __future__ import annotations

from django import template

from guftugu.drafting import wording

register = template.Library()


@register.filter
def named(hand: str) -> str:
    return wording.named(hand)
