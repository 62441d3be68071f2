from __future__ import annotations

from django.urls import path

from guftugu.people.verbs import VERBS
from guftugu.people.views import affiliations, organisations, pages, parties, persons, voices
from guftugu.rooms.verbs import word

app_name = "people"
word(VERBS)

OF_DIALOGUE = "<int:dialogue>/people/"
PERSON = f"{OF_DIALOGUE}<str:code>/"
AFFILIATION = f"{PERSON}affiliations/<uuid:series>/"
ORGANISATION = f"{OF_DIALOGUE}organisations/<uuid:organisation>/"
VOICE = f"{OF_DIALOGUE}voices/<uuid:voice>/"

urlpatterns = [
    path(OF_DIALOGUE, pages.people, name="people"),
    path(f"{OF_DIALOGUE}key/", pages.key, name="key"),
    path(f"{OF_DIALOGUE}pipeline/", pages.pipeline, name="pipeline"),
    path(f"{OF_DIALOGUE}add/", persons.add_person, name="add-person"),
    path(f"{OF_DIALOGUE}parties/add/", parties.add_party, name="add-party"),
    path(f"{OF_DIALOGUE}parties/<str:letter>/name/", parties.name_party, name="name-party"),
    path(f"{OF_DIALOGUE}organisations/", pages.organisations, name="organisations"),
    path(f"{OF_DIALOGUE}organisations/add/", organisations.add_organisation, name="add-organisation"),
    path(ORGANISATION, pages.organisation, name="organisation"),
    path(f"{ORGANISATION}name/", organisations.name_organisation, name="name-organisation"),
    path(f"{ORGANISATION}note/", organisations.remark_organisation, name="remark-organisation"),
    path(f"{OF_DIALOGUE}voices/add/", voices.name_voice, name="name-voice"),
    path(f"{VOICE}bring/", voices.bring_voice, name="bring-voice"),
    path(f"{VOICE}lost/<str:code>/", voices.lose_voice, name="lose-voice"),
    # Code names end in a number, so that none of the words above is one.
    path(PERSON, pages.person, name="person"),
    path(f"{PERSON}correct/", persons.correct_person, name="correct-person"),
    path(f"{PERSON}name/", persons.name_person, name="name-person"),
    path(f"{PERSON}introduce/", persons.introduce_person, name="introduce-person"),
    path(f"{PERSON}note/", persons.remark_person, name="remark-person"),
    path(f"{PERSON}step/", persons.take_step, name="take-step"),
    path(f"{PERSON}affiliations/add/", affiliations.add_affiliation, name="add-affiliation"),
    path(f"{AFFILIATION}correct/", affiliations.correct_affiliation, name="correct-affiliation"),
    path(f"{AFFILIATION}end/", affiliations.end_affiliation, name="end-affiliation"),
]
