from __future__ import annotations

from django.urls import path

from guftugu.rooms.verbs import name_things, word
from guftugu.texts.files import FORMATS
from guftugu.texts.verbs import THINGS, VERBS
from guftugu.texts.views import handing, languages, reading, rendering, writing

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/texts/"
HAND_OVER = f"{OF_DIALOGUE}hand-overs/<uuid:handover>/"
TEXT = f"{OF_DIALOGUE}<uuid:text>/"

app_name = "texts"
urlpatterns = [
    path(OF_DIALOGUE, reading.texts, name="texts"),
    path(f"{OF_DIALOGUE}new/", writing.begin, name="begin"),
    path(f"{OF_DIALOGUE}hand-overs/", handing.hand_overs, name="hand-overs"),
    path(HAND_OVER, handing.hand_over, name="hand-over"),
    path(f"{HAND_OVER}correct/", handing.correct, name="correct-hand-over"),
    path(f"{HAND_OVER}take-back/", handing.take_back, name="take-back-hand-over"),
    path(f"{OF_DIALOGUE}to-render/", rendering.to_render, name="to-render"),
    path(f"{OF_DIALOGUE}terms/", languages.terms, name="terms"),
    path(f"{OF_DIALOGUE}terms/<uuid:term>/", languages.term, name="term"),
    path(TEXT, reading.text, name="text"),
    path(f"{TEXT}<int:number>/", reading.text, name="version"),
    path(f"{TEXT}versions/", reading.versions, name="versions"),
    path(f"{TEXT}compare/", reading.compare, name="compare"),
    path(f"{TEXT}side-by-side/", rendering.beside, name="side-by-side"),
    path(f"{TEXT}render/<str:tag>/", rendering.render_text, name="render"),
    path(f"{TEXT}languages/", languages.languages, name="languages"),
    path(f"{TEXT}languages/send/", languages.send, name="send"),
    path(f"{TEXT}languages/take/", languages.take, name="take"),
    path(f"{TEXT}write/", writing.write_on, name="write"),
    path(f"{TEXT}release/", writing.release, name="release"),
    path(f"{TEXT}hand-overs/", handing.who_has, name="who-has"),
    path(f"{TEXT}<int:number>/log/", handing.log, name="log-hand-over"),
    path(f"{TEXT}<int:number>/take/", handing.log, {"takes": True}, name="take-for"),
    path(f"{TEXT}assents/", writing.assenting, name="assents"),
    *(
        path(f"{TEXT}<int:number>/text{suffix}", reading.export, {"suffix": suffix[1:]}, name=f"export-{suffix[1:]}")
        for suffix in FORMATS
    ),
]
