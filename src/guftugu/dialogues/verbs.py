from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "appointed": _("said what somebody is in the dialogue"),
    "date_reported": _("added what another source says of a date"),
    "dialogue_begun": _("began a dialogue"),
    "dialogue_named": _("said what the dialogue is called"),
    "occasion_dated": _("dated an occasion again"),
    "occasion_recorded": _("recorded an occasion"),
    "plan_dropped": _("dropped a plan"),
    "rules_set": _("set the dialogue's rules"),
}
