from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guftugu.look import marks
from guftugu.look.dates import DAY, day_in_words, days_in_words
from guftugu.look.forms import PaperRenderer
from guftugu.look.versions import versioned_url

register = template.Library()

LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
USER_WORDS = re.compile(r"<bdi\b.*?</bdi>", re.DOTALL)
ALTERNATIVE = re.compile(r"(?:\[|\| )Alt \d+:")
PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@register.simple_tag
def versioned(path: str) -> str:
    return versioned_url(path)


@register.simple_tag(takes_context=True)
def tab_title(context: Context) -> SafeString:
    """The block `title` without the words people wrote: a browser writes its tabs' titles to the disk."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    if block is None:
        return mark_safe("")
    without_words = USER_WORDS.sub("…", str(block.render(context)))
    return mark_safe(" ".join(strip_tags(without_words).split()))


# --- words people wrote ---------------------------------------------------------------------------------------


def language_attribute(lang: str | None) -> SafeString:
    if not lang or not LANGUAGE_CODE.fullmatch(lang):
        return mark_safe("")
    return format_html(' lang="{}"', lang)


@register.simple_tag
def words(text: object, lang: str | None = "", inline: bool = False) -> SafeString:
    attribute = language_attribute(lang)
    if inline:
        return format_html('<bdi class="words"{}>{}</bdi>', attribute, text)
    paragraphs = [part for part in PARAGRAPH_BREAK.split(str(text).replace("\r\n", "\n").strip()) if part]
    body = format_html_join("", '<p dir="auto">{}</p>', ((broken_lines(part),) for part in paragraphs))
    return format_html('<div class="words"{}>{}</div>', attribute, body)


def broken_lines(text: str) -> SafeString:
    return mark_safe(conditional_escape(text).replace("\n", "<br>"))


@register.filter
def cells(text: object) -> str:
    """The cells of a table's row parted by a stroke, where it is told as a line among other words."""
    return str(text).replace("\t", " | ")


@register.filter
def alternatives(text: object) -> SafeString:
    """The marks of a bracket that circulates, `[Alt 1: … | Alt 2: …]`, set apart from the words between them."""
    return mark_safe(ALTERNATIVE.sub(r'<b class="alt-mark">\g<0></b>', conditional_escape(str(text))))


@register.simple_tag
def paragraph_number(number: object, url: str = "") -> SafeString:
    label = f"¶{number}" if isinstance(number, int) else str(number)
    if url:
        return format_html('<a class="pn" href="{}">{}</a>', url, label)
    return format_html('<span class="pn">{}</span>', label)


# --- dates ----------------------------------------------------------------------------------------------------


@register.simple_tag
def day(when: date | None) -> SafeString:
    if when is None:
        return mark_safe("")
    return format_html('<time datetime="{}">{}</time>', when.isoformat()[:10], day_in_words(when))


@register.simple_tag
def moment(when: datetime | None) -> SafeString:
    if when is None:
        return mark_safe("")
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    shown = date_format(local, f"{DAY}, H:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


@register.simple_tag
def days(earliest: date | None, latest: date | None, said: str = "", lang: str = "") -> SafeString:
    """A date as people said it; its bounds are a hint on the words, and stand alone where nothing was said."""
    bounds = days_in_words(earliest, latest)
    if said:
        return format_html('<bdi class="as-said" title="{}"{}>{}</bdi>', bounds, language_attribute(lang), said)
    return format_html('<span class="as-said">{}</span>', bounds)


# --- marks and states -----------------------------------------------------------------------------------------


@register.simple_tag
def party(letter: str, name: str = "", shape: str = "", pattern: str = "") -> SafeString:
    """A party is told by letter, shape and pattern; colour only helps."""
    return marks.party_mark(letter, name=name, shape=shape, pattern=pattern)


STATES = ("plain", "good", "waiting", "wrong")


@register.simple_tag
def state(word: str, kind: str = "plain") -> SafeString:
    return format_html('<span class="state is-{}">{}</span>', kind if kind in STATES else "plain", word)


# --- forms ----------------------------------------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    return bound.render(template_name="look/field.html", renderer=PaperRenderer())


@register.filter
def may_be_empty(bound: BoundField) -> bool:
    """Of a choice of which one always stands nobody is told that it may be left out.

    Nor of a field its form lists in `one_of_many`: where a page repeats it, the page says once that each can wait.
    """
    choices = getattr(bound.field.widget, "choices", None)
    is_told = not bound.field.required and bound.name not in getattr(bound.form, "one_of_many", ())
    return is_told and (choices is None or any(value in ("", None) for value, _label in choices))


@register.inclusion_tag("look/form_errors.html")
def form_errors(form: BaseForm | Sequence[BaseForm]) -> dict[str, Any]:
    """One list for the page, of however many forms it is made."""
    bound = [one for one in ([form] if isinstance(form, BaseForm) else form) if one.is_bound]
    wrong = [field for one in bound for field in one if field.errors]
    return {"general": [error for one in bound for error in one.non_field_errors()], "wrong": wrong}


# --- pieces of a page -----------------------------------------------------------------------------------------


@register.inclusion_tag("look/empty.html")
def empty(sentence: str, url: str = "", label: str = "") -> dict[str, str]:
    return {"sentence": sentence, "url": url, "label": label}


@register.simple_block_tag
def margin(content: str, title: str = "") -> SafeString:
    heading = format_html('<p class="margin-title">{}</p>', title) if title else mark_safe("")
    label = title or _("In the margin")
    return format_html('<div class="margin" role="note" aria-label="{}">{}{}</div>', label, heading, content)


@register.simple_block_tag
def beside(content: str) -> SafeString:
    return format_html('<div class="beside">{}</div>', content)


@register.simple_block_tag
def scroll(content: str, label: str) -> SafeString:
    """What is too wide for the page scrolls in a frame of its own, which a keyboard can reach."""
    return format_html('<div class="scroll" role="region" tabindex="0" aria-label="{}">{}</div>', label, content)


@register.simple_block_tag
def figure(content: str, drawing: SafeString, caption: str) -> SafeString:
    """A drawing, and between the tags the table that says the same."""
    shown = {"drawing": drawing, "caption": caption, "table": mark_safe(content.strip())}
    return mark_safe(render_to_string("look/figure.html", shown))
