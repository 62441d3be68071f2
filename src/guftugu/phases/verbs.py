from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "standing_judged": _("judged where the group stands"),
    "standing_ended": _("judged that a phase holds no more"),
    "standing_told": _("told a room of a judgement on the phases"),
}
THINGS = {"standing": _("a judgement on the phases")}
