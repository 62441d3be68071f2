from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "paper_checked": _("looked at what would leave with a paper"),
    "paper_composed": _("composed a paper from the record"),
    "paper_exported": _("took a paper out as a file"),
    "paper_released": _("released a paper to this room"),
}
THINGS = {"paper": _("a paper")}
