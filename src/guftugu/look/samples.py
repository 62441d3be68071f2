from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guftugu.look.pipeline import PartyCount, Stage
from guftugu.look.timeline import Lane, TimelineItem

# (language, its name, words of ours that say the same thing in each)
SAMPLE_WORDS = (
    ("en", "English", "We came with different maps of the same valley. Nobody drew the bridge."),
    ("ru", "Русский", "Мы пришли с разными картами одной долины. Никто не нарисовал мост."),
    ("tg", "Тоҷикӣ", "Мо бо харитаҳои гуногуни як водӣ омадем. Ҳеҷ кас пулро накашид. Ғ ғ Ӣ ӣ Қ қ Ӯ ӯ Ҳ ҳ Ҷ ҷ"),
    ("fa", "فارسی", "ما با نقشه‌های گوناگون یک دره آمدیم. هیچ‌کس پل را نکشید."),
)

SAMPLE_JUDGEMENT = (
    "This is a sample of a judgement. It is set in the serif, in a column as wide as the eye likes, and what it rests "
    "on stands in the margin beside it without pushing the text apart. A second sentence follows, so that one sees the "
    "colour of the lines; a third mentions 1902, 7 and 48 to show the figures.\n\n"
    "A second paragraph of the same words. Where it ends, the page goes on."
)

SAMPLE_MARKS = ("G", "O", "M", "N", "W", "К", "Ҷ", "ج", "G2")

SAMPLE_TOPICS = (("water", _("The well")), ("road", _("The road over the pass")), ("school", _("The school")))


class SampleForm(forms.Form):
    heading = forms.CharField(label=_("Heading"), max_length=60, help_text=_("A few words; it stands in the list."))
    words = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    topic = forms.ChoiceField(label=_("Topic"), choices=SAMPLE_TOPICS)
    held_on = forms.DateField(label=_("Held on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    heard = forms.MultipleChoiceField(
        label=_("Who heard it"),
        choices=(("g", _("One side")), ("o", _("The other side"))),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As many as were there."),
    )
    readers = forms.ChoiceField(
        label=_("Who may read it"),
        choices=(("all", _("Everyone at the table")), ("own", _("Our side only"))),
        widget=forms.RadioSelect,
    )
    attached = forms.FileField(label=_("Attached"), required=False)
    sure = forms.BooleanField(label=_("I have read it through"))


def sample_form() -> SampleForm:
    return SampleForm(initial={"topic": "road"})


def refused_form() -> SampleForm:
    form = SampleForm(
        {"heading": "A heading which somebody typed and which is kept although it is far too long", "words": ""}
    )
    form.full_clean()
    form.add_error(None, _("The sheet was filed in the meantime; your words are kept below."))
    return form


def sample_lanes() -> list[Lane]:
    return [
        Lane(
            label=str(_("Meetings")),
            items=[
                item("Meeting 1", date(1901, 3, 4), date(1901, 3, 6)),
                item("Meeting 2", date(1901, 5, 11), date(1901, 5, 13)),
                item("Meeting 3", date(1901, 8, 1), date(1901, 8, 31)),
                item("Meeting 4", date(1902, 1, 1), date(1902, 1, 10)),
                item("Meeting 5, put off once and then again", date(1902, 5, 1), date(1902, 5, 10), is_planned=True),
            ],
        ),
        Lane(
            label=str(_("Visits")),
            items=[
                item("Visit to the upper villages", date(1901, 3, 20), date(1901, 3, 20)),
                item("Мулоқот бо омӯзгорон", date(1901, 3, 28), date(1901, 3, 28)),
                item("Second visit", date(1901, 12, 1), date(1902, 2, 28)),
            ],
        ),
        Lane(
            label=str(_("Developments")), items=[item("The road is open again", date(1902, 4, 11), date(1902, 4, 11))]
        ),
    ]


def item(label: str, earliest: date, latest: date, *, is_planned: bool = False) -> TimelineItem:
    return TimelineItem(label=label, earliest=earliest, latest=latest, url="#drawings", is_planned=is_planned)


def sample_stages() -> list[Stage]:
    rows = (
        (_("Sought"), 5, 4, 0),
        (_("Approached"), 3, 3, 0),
        (_("Weighing"), 1, 0, 0),
        (_("Engaged"), 6, 5, 2),
        (_("Left"), 24, 16, 0),
    )
    return [
        Stage(
            label=str(label),
            counts=[
                PartyCount(letter="G", name=str(_("One side")), count=g),
                PartyCount(letter="O", name=str(_("The other side")), count=o),
                PartyCount(letter="M", name=str(_("Moderators")), count=m),
            ],
        )
        for label, g, o, m in rows
    ]
