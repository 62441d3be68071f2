from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "attached": _("attached a file to an occasion"),
    "cited": _("cited entries of the record"),
    "entry_added": _("added an entry to the record"),
    "entry_corrected": _("corrected an entry"),
    "question_answered": _("recorded the answer to a question left hanging"),
    "question_carried": _("carried a question to the next agenda"),
    "question_dropped": _("dropped a question left hanging"),
    "question_open": _("marked a question as left hanging"),
    "sheet_begun": _("began a sheet of notes"),
    "sheet_filed": _("filed a sheet of notes"),
    "sheet_set_aside": _("set a sheet of notes aside"),
    "subject_named": _("named a subject"),
    "subjects_added": _("said what an entry is about"),
}
THINGS = {"entry": _("an entry of the record")}
