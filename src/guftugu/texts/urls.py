from __future__ import annotations

from django.urls import path

from guftugu.rooms.verbs import name_things, word
from guftugu.texts.files import FORMATS
from guftugu.texts.verbs import THINGS, VERBS
from guftugu.texts.views import reading, writing

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/texts/"
TEXT = f"{OF_DIALOGUE}<uuid:text>/"

app_name = "texts"
urlpatterns = [
    path(OF_DIALOGUE, reading.texts, name="texts"),
    path(f"{OF_DIALOGUE}new/", writing.begin, name="begin"),
    path(TEXT, reading.text, name="text"),
    path(f"{TEXT}<int:number>/", reading.text, name="version"),
    path(f"{TEXT}versions/", reading.versions, name="versions"),
    path(f"{TEXT}compare/", reading.compare, name="compare"),
    path(f"{TEXT}write/", writing.write_on, name="write"),
    path(f"{TEXT}release/", writing.release, name="release"),
    path(f"{TEXT}assents/", writing.assenting, name="assents"),
    *(
        path(f"{TEXT}<int:number>/text{suffix}", reading.export, {"suffix": suffix[1:]}, name=f"export-{suffix[1:]}")
        for suffix in FORMATS
    ),
]
