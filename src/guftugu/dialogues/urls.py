from __future__ import annotations

from django.urls import path

from guftugu.dialogues.naming import dialogues_of_rooms
from guftugu.dialogues.verbs import VERBS
from guftugu.dialogues.views import convening, occasions, settings
from guftugu.rooms.surroundings import belong
from guftugu.rooms.verbs import word

word(VERBS)
belong(dialogues_of_rooms)

app_name = "dialogues"
urlpatterns = [
    path("dialogues/new/", convening.begin, name="begin"),
    path("<int:dialogue>/appointments/", convening.appointments, name="appointments"),
    path("<int:dialogue>/appointments/<uuid:account>/invite-again/", convening.invite_again, name="invite-again"),
    path("<int:dialogue>/appointments/<uuid:account>/recover/", convening.recover, name="recover"),
    path("<int:dialogue>/settings/", settings.settings, name="settings"),
    path("<int:dialogue>/settings/titles/<uuid:room>/", settings.title, name="title"),
    path("<int:dialogue>/settings/caucuses/new/", settings.new_caucus, name="new-caucus"),
    path("<int:dialogue>/settings/translators/", settings.translators_room, name="translators-room"),
    path("<int:dialogue>/settings/caucuses/<uuid:room>/opener/", settings.opener, name="opener"),
    path("<int:dialogue>/occasions/new/", occasions.record, name="record-occasion"),
    path("<int:dialogue>/occasions/<uuid:occasion>/dates/", occasions.dates, name="dates"),
    path("<int:dialogue>/occasions/<uuid:occasion>/dates/plan/", occasions.plan, name="change-plan"),
    path("<int:dialogue>/occasions/<uuid:occasion>/dates/held/", occasions.held, name="mark-held"),
    path("<int:dialogue>/occasions/<uuid:occasion>/dates/drop/", occasions.drop, name="drop-plan"),
    path("<int:dialogue>/occasions/<uuid:occasion>/dates/source/", occasions.report, name="report-date"),
]
