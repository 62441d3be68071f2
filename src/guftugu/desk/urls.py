from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from guftugu.desk import views
from guftugu.look import views as look
from guftugu.rooms.middleware import open_to_all

desk = (
    [
        path("", views.home, name="home"),
        path("<int:dialogue>/", views.dialogue, name="dialogue"),
    ],
    "desk",
)

# The page of parts holds sample words only.
open_to_all(look.parts)
open_to_all(look.confirm)

urlpatterns = [
    path("", include(desk)),
    path("", include("guftugu.rooms.urls")),
    path("", include("guftugu.dialogues.urls")),
    path("", include("guftugu.people.urls")),
    path("", include("guftugu.record.urls")),
    path("", include("guftugu.phases.urls")),
    path("", include("guftugu.drafting.urls")),
    # Before those of texts: a text that is a paper leaves by the list of what would leave with it.
    path("", include("guftugu.reports.urls")),
    path("", include("guftugu.texts.urls")),
    path("language/", open_to_all(set_language), name="set_language"),
    path("look/", include("guftugu.look.urls")),
]
