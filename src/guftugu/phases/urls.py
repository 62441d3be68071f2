from __future__ import annotations

from django.urls import path

from guftugu.phases.verbs import THINGS, VERBS
from guftugu.phases.views import judging, pages
from guftugu.rooms.verbs import name_things, word

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/phases/"

app_name = "phases"
urlpatterns = [
    path(OF_DIALOGUE, pages.standings, name="standings"),
    path(f"{OF_DIALOGUE}guide/", pages.guide, name="guide"),
    path(f"{OF_DIALOGUE}judge/", judging.judge, name="judge"),
    path(f"{OF_DIALOGUE}<uuid:standing>/end/", judging.end, name="end"),
    path(f"{OF_DIALOGUE}<uuid:standing>/release/", judging.release, name="release"),
]
