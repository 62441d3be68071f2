from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guftugu.look import samples
from guftugu.look.marks import PATTERNS, SHAPES
from guftugu.look.pipeline import draw_pipeline
from guftugu.look.timeline import draw_timeline, months_around


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    lanes = samples.sample_lanes()
    stages = samples.sample_stages()
    days = [day for lane in lanes for item in lane.items for day in (item.earliest, item.latest)]
    start, end = months_around(days)
    return render(
        request,
        "look/parts.html",
        {
            "words": samples.SAMPLE_WORDS,
            "judgement": samples.SAMPLE_JUDGEMENT,
            "marks": samples.SAMPLE_MARKS,
            "shapes": SHAPES,
            "patterns": PATTERNS,
            "form": samples.sample_form(),
            "refused": samples.refused_form(),
            "lanes": lanes,
            "stages": stages,
            "timeline": draw_timeline(lanes, start=start, end=end),
            "pipeline": draw_pipeline(stages),
            "sample_day": date(1902, 1, 7),
            "sample_moment": datetime(1902, 1, 7, 16, 40, tzinfo=UTC),
            "sample_messages": [
                {"level_tag": "info", "text": _("Two people are writing sheets of this meeting.")},
                {"level_tag": "success", "text": _("The sheet is filed: ¶212 to ¶240.")},
                {
                    "level_tag": "warning",
                    "text": _("This room has one key-holder. If they forget, its words are lost."),
                },
                {"level_tag": "error", "text": _("Nothing was saved: the room was closed in the meantime.")},
            ],
        },
    )


@require_safe
def confirm(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "look/confirm_sample.html",
        {
            "question": _("Destroy the key of this shelf?"),
            "consequence": _("Its words open for nobody, ever again. The rest of the record stands."),
            "label": _("Destroy the key"),
            "way_back": "../",
        },
    )
