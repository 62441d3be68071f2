from __future__ import annotations

from django.urls import path

from guftugu.reports.verbs import THINGS, VERBS
from guftugu.reports.views import doors, leaving, papers
from guftugu.rooms.verbs import name_things, word
from guftugu.texts.files import FORMATS

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/"
PAPER = f"{OF_DIALOGUE}papers/<uuid:paper>/"
TEXT = f"{OF_DIALOGUE}texts/<uuid:text>/"

app_name = "reports"
urlpatterns = [
    path(f"{OF_DIALOGUE}papers/", papers.papers, name="papers"),
    path(f"{OF_DIALOGUE}papers/compose/", papers.compose, name="compose"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}anew/", papers.compare_anew, name="anew"),
    path(f"{PAPER}leaving/", leaving.leaving, name="leaving"),
    path(f"{PAPER}release/", leaving.release, name="release"),
    *(
        path(f"{PAPER}paper{suffix}", leaving.export, {"suffix": suffix[1:]}, name=f"export-{suffix[1:]}")
        for suffix in FORMATS
    ),
    path(f"{TEXT}release/", doors.release, name="release-text"),
    *(
        path(f"{TEXT}<int:number>/text{suffix}", doors.export, {"suffix": suffix[1:]}, name=f"export-text-{suffix[1:]}")
        for suffix in FORMATS
    ),
]
