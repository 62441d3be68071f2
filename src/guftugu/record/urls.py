from __future__ import annotations

from django.urls import path

from guftugu.record.verbs import THINGS, VERBS
from guftugu.record.views import attachments, filing, notes, occasions, reading, timeline, writing
from guftugu.rooms.verbs import name_things, word

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/"
MEETING = f"{OF_DIALOGUE}meetings/<int:number>/"
OCCASION = f"{OF_DIALOGUE}occasions/<uuid:occasion>/"
ENTRY = f"{OF_DIALOGUE}record/<str:label>/"

app_name = "record"
urlpatterns = [
    path(f"{OF_DIALOGUE}meetings/", occasions.meetings, name="meetings"),
    path(MEETING, occasions.meeting, name="meeting"),
    path(f"{MEETING}notes/", notes.meeting_notes, name="meeting-notes"),
    path(OCCASION, occasions.occasion, name="occasion"),
    path(f"{OCCASION}notes/", notes.notes, name="notes"),
    path(f"{OCCASION}notes/save/", notes.save_notes, name="save-notes"),
    path(f"{OCCASION}file/", filing.file_notes, name="file"),
    path(f"{OCCASION}attach/", attachments.attach, name="attach"),
    path(f"{OF_DIALOGUE}attachments/<uuid:attachment>/", attachments.attachment, name="attachment"),
    path(f"{OF_DIALOGUE}sheets/", notes.sheets, name="sheets"),
    path(f"{OF_DIALOGUE}sheets/<uuid:sheet>/set-aside/", notes.set_aside, name="set-aside"),
    path(f"{OF_DIALOGUE}record/", reading.record, name="record"),
    path(f"{OF_DIALOGUE}entries/new/", writing.new_entry, name="new-entry"),
    path(ENTRY, reading.entry, name="entry"),
    path(f"{ENTRY}correct/", writing.correct, name="correct"),
    path(f"{ENTRY}release/", writing.release, name="release"),
    path(f"{ENTRY}about/", writing.about, name="about"),
    path(f"{ENTRY}question/", writing.settle, name="settle"),
    path(f"{OF_DIALOGUE}subjects/", reading.subjects, name="subjects"),
    path(f"{OF_DIALOGUE}subjects/new/", writing.new_subject, name="new-subject"),
    path(f"{OF_DIALOGUE}subjects/<uuid:subject>/", reading.subject, name="subject"),
    path(f"{OF_DIALOGUE}subjects/<uuid:subject>/name/", writing.new_subject, name="name-subject"),
    path(f"{OF_DIALOGUE}questions/", reading.questions, name="questions"),
    path(f"{OF_DIALOGUE}search/", reading.search, name="search"),
    path(f"{OF_DIALOGUE}timeline/", timeline.timeline, name="timeline"),
]
