from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation

from guftugu.look.forms import PaperRenderer
from guftugu.look.marks import PATTERNS, SHAPES, shape_and_pattern

Render = Callable[..., str]
HOSTILE = "<script>\"'&"
ESCAPED = "&lt;script&gt;&quot;&#x27;&amp;"


def test_words_keep_language_direction_and_paragraphs(render: Render) -> None:
    shown = render("{% words said lang='tg' %}", said="як\nду\r\n\r\nсе")
    assert shown == '<div class="words" lang="tg"><p dir="auto">як<br>ду</p><p dir="auto">се</p></div>'


def test_words_inline_isolate_their_direction(render: Render) -> None:
    assert render("{% words said lang='fa' inline=True %}", said="دره") == '<bdi class="words" lang="fa">دره</bdi>'


@pytest.mark.parametrize(
    "source",
    [
        "{% words hostile %}",
        "{% words hostile inline=True %}",
        "{% paragraph_number hostile %}",
        "{% paragraph_number 1 hostile %}",
        "{% party hostile name=hostile %}",
        "{% state hostile %}",
        "{% days day day said=hostile %}",
        "{% empty hostile hostile hostile %}",
        "{% margin hostile %}x{% endmargin %}",
        "{% scroll hostile %}x{% endscroll %}",
        "{% figure hostile hostile %}{{ hostile }}{% endfigure %}",
    ],
)
def test_tag_escapes_what_people_wrote(render: Render, source: str) -> None:
    shown = render(source, hostile=HOSTILE, day=date(1994, 1, 1))
    assert "<script" not in shown
    assert ESCAPED in shown


@pytest.mark.parametrize("lang", ["", None, 'en" onclick="x', "no such"])
def test_words_language_that_is_none_is_left_out(render: Render, lang: str | None) -> None:
    assert "lang=" not in render("{% words 'a' lang=lang %}", lang=lang)


def test_paragraph_number_links_where_there_is_an_address(render: Render) -> None:
    assert render("{% paragraph_number 217 '/e/217' %}") == '<a class="pn" href="/e/217">¶217</a>'
    assert render("{% paragraph_number '¶217' %}") == '<span class="pn">¶217</span>'


@pytest.mark.parametrize(
    ("earliest", "latest", "shown"),
    [
        (date(1994, 1, 7), date(1994, 1, 7), "7 January 1994"),
        (date(1994, 3, 4), date(1994, 3, 6), "4–6 March 1994"),
        (date(1994, 1, 1), date(1994, 1, 31), "January 1994"),
        (date(1994, 1, 1), date(1994, 12, 31), "1994"),
        (date(1993, 12, 20), date(1994, 1, 3), "20 December 1993 – 3 January 1994"),
        (date(1994, 1, 1), None, "from 1 January 1994"),
        (None, date(1994, 1, 1), "up to 1 January 1994"),
        (None, None, ""),
    ],
)
def test_days_are_said_as_short_as_their_bounds_allow(
    render: Render, earliest: date | None, latest: date | None, shown: str
) -> None:
    assert f'<span class="as-said">{shown}</span>' == render("{% days a b %}", a=earliest, b=latest)


def test_days_as_said_keep_their_bounds_as_a_hint(render: Render) -> None:
    shown = render("{% days a b said='early January 1994' lang='en' %}", a=date(1994, 1, 1), b=date(1994, 1, 10))
    assert shown == '<bdi class="as-said" title="1–10 January 1994" lang="en">early January 1994</bdi>'


def test_day_in_russian_has_the_month_in_its_case(render: Render) -> None:
    with translation.override("ru"):
        assert render("{% day d %}", d=date(1994, 4, 11)) == '<time datetime="1994-04-11">11 апреля 1994</time>'


def test_moment_names_the_minute(render: Render) -> None:
    assert render("{% moment m %}", m=datetime(1994, 1, 7, 16, 40, tzinfo=UTC)) == (
        '<time datetime="1994-01-07T16:40+00:00">7 January 1994, 16:40</time>'
    )
    assert render("{% moment m %}", m=None) == ""


def test_party_known_has_its_own_shape(render: Render) -> None:
    shown = render("{% party 'G' name='Government' %}")
    assert shown == (
        '<span class="party is-circle is-plain of-g" role="img" aria-label="Government" title="Government">G</span>'
    )


def test_party_shape_given_wins_and_unknown_falls_back(render: Render) -> None:
    assert "is-arch is-barred" in render("{% party 'G' shape='arch' pattern='barred' %}")
    assert "is-circle is-plain" in render("{% party 'G' shape='star' pattern='tartan' %}")


def test_party_choice_is_fixed_and_leaves_the_known_ones_alone() -> None:
    assert shape_and_pattern("N") == ("tab", "crossed")
    for letter in "ABCDEFHIJKLNPQRSTUVWXYZҶҒ":
        shape, pattern = shape_and_pattern(letter)
        assert shape in SHAPES
        assert pattern in PATTERNS
        assert (shape, pattern) not in {("circle", "plain"), ("square", "striped"), ("rounded", "dotted")}


def test_state_unknown_is_plain(render: Render) -> None:
    assert render("{% state 'owed' 'waiting' %}") == '<span class="state is-waiting">owed</span>'
    assert render("{% state 'owed' 'alarming' %}") == '<span class="state is-plain">owed</span>'


class Words(forms.Form):
    heading = forms.CharField(max_length=3, help_text="A few letters.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    sure = forms.BooleanField(required=False)


def test_field_shows_error_beside_the_value_typed(render: Render) -> None:
    shown = render("{% field form.heading %}", form=Words({"heading": HOSTILE}))
    assert f'value="{ESCAPED}"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_heading_helptext id_heading_error"' in shown
    assert 'id="id_heading_error"' in shown
    assert 'id="id_heading_helptext"' in shown


def test_field_unbound_shows_no_error(render: Render) -> None:
    shown = render("{% field form.heading %}", form=Words())
    assert "errors" not in shown
    assert '<label for="id_heading">Heading</label>' in shown


def test_field_of_choices_is_a_fieldset_with_its_legend(render: Render) -> None:
    shown = render("{% field form.kind %}", form=Words({}))
    assert "<fieldset" in shown
    assert "<legend>Kind</legend>" in shown


def test_form_rendered_whole_has_the_same_fields(render: Render) -> None:
    form = Words(renderer=PaperRenderer())
    assert render("{% field form.heading %}", form=form).strip() in render("{{ form }}", form=form)


def test_form_errors_link_to_their_fields(render: Render) -> None:
    shown = render("{% form_errors form %}", form=Words({}))
    assert 'role="alert"' in shown
    assert '<a href="#id_heading">Heading</a>' in shown
    assert '<a href="#id_kind_0">Kind</a>' in shown or '<a href="#id_kind">Kind</a>' in shown
    assert "Sure" not in shown


def test_form_errors_of_several_forms_are_one_list(render: Render) -> None:
    shown = render("{% form_errors forms %}", forms=[Words({}, prefix="a"), Words({}, prefix="b"), Words()])
    assert shown.count('role="alert"') == 1
    assert shown.count('href="#id_a-') == shown.count('href="#id_b-') > 0


def test_cells_in_a_line_are_parted_and_words_escaped(render: Render) -> None:
    assert render("{{ words|cells|linebreaksbr }}", words="Who\tWhen\n<b>\tMay") == "Who | When<br>&lt;b&gt; | May"


class Chosen(forms.Form):
    one_of_many = ("again",)

    always = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    perhaps = forms.ChoiceField(choices=[("", "none"), ("a", "A")], required=False)
    said = forms.CharField(required=False)
    again = forms.CharField(required=False)


@pytest.mark.parametrize(("name", "told"), [("always", False), ("perhaps", True), ("said", True), ("again", False)])
def test_only_what_can_be_left_empty_is_called_optional(render: Render, name: str, told: bool) -> None:
    assert ("optional" in render("{% field bound %}", bound=Chosen()[name])) is told


def test_marks_of_alternatives_are_set_apart_and_words_escaped(render: Render) -> None:
    shown = render("{{ words|alternatives|linebreaksbr }}", words="to [Alt 1: <go> | Alt 2: stay] at\nAlt 3: home")
    assert shown == (
        'to <b class="alt-mark">[Alt 1:</b> &lt;go&gt; <b class="alt-mark">| Alt 2:</b> stay] at<br>Alt 3: home'
    )


def test_form_errors_without_errors_say_nothing(render: Render) -> None:
    assert render("{% form_errors form %}", form=Words()).strip() == ""
    assert render("{% form_errors form %}", form=Words({"heading": "abc", "kind": "a"})).strip() == ""


def test_margin_and_beside_frame_their_content(render: Render) -> None:
    shown = render("{% beside %}{% margin 'Evidence' %}<p>x</p>{% endmargin %}<p>y</p>{% endbeside %}")
    assert shown == (
        '<div class="beside"><div class="margin" role="note" aria-label="Evidence"><p class="margin-title">Evidence</p>'
        "<p>x</p></div><p>y</p></div>"
    )
