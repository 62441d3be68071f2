from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "answer_exported": _("took out as a file what became of a caucus’s proposals"),
    "answer_released": _("released a caucus’s answer to a round"),
    "area_added": _("added an area to a joint text"),
    "area_talked_through": _("marked an area as talked through"),
    "circulated": _("circulated a draft without opening a round"),
    "commented": _("commented on a draft"),
    "disposed": _("said what became of a proposal"),
    "joint_text_begun": _("began a joint text"),
    "releases_opened": _("opened all releases of a round at once"),
    "round_closed": _("closed a round"),
    "round_consolidated": _("wrote the next draft"),
    "round_opened": _("opened a round"),
    "settled": _("settled on a wording"),
    "settlement_withdrawn": _("took back what had been settled on"),
    "proposals_received": _("received what was asked for"),
    "proposals_carried": _("carried proposals over to the next round"),
    "proposals_sent": _("sent proposals to be rendered"),
    "proposal_rendered": _("rendered a proposal into the language that leads"),
    "draft_sent": _("sent a draft to be rendered"),
    "renderings_passed": _("let renderings follow a draft into plenary"),
    "stance_taken": _("recorded a stance"),
    "text_final": _("made a joint text final"),
    "vagueness_intended": _("marked a passage as meant to stay open"),
    "vagueness_ended": _("took back that a passage is meant to stay open"),
    "worded": _("proposed a wording for a draft"),
}
THINGS = {
    "jointtext": _("a joint text"),
    "round": _("a round of a joint text"),
}
