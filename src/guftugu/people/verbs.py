from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "affiliation_added": _("recorded where a person stands"),
    "affiliation_corrected": _("put right where a person stands"),
    "affiliation_ended": _("recorded that a person stands there no longer"),
    "organisation_added": _("added an organisation"),
    "organisation_named": _("named an organisation"),
    "party_added": _("added a party"),
    "party_named": _("named a party"),
    "person_added": _("added a person under a code name"),
    "person_corrected": _("put right a person's party, languages or log-in"),
    "person_introduced": _("made a code name known in another room"),
    "person_named": _("sealed a person's name"),
    "remark_added": _("added a note on a person or an organisation"),
    "step_taken": _("recorded a step on a person's way in"),
    "voice_brought": _("recorded who was brought for a missing voice"),
    "voice_lost": _("recorded that a voice is missing again"),
    "voice_named": _("named a missing voice"),
}
