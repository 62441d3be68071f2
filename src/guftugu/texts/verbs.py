from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "assent_taken_back": _("recorded that an assent was taken back"),
    "assented": _("recorded an assent to a text"),
    "hand_over_answered": _("linked an answer to a hand-over"),
    "hand_over_corrected": _("corrected a hand-over"),
    "hand_over_taken_back": _("said that a hand-over did not take place"),
    "handed_over": _("handed over a version"),
    "text_begun": _("began a text"),
    "text_exported": _("took a text out as a file"),
    "version_written": _("wrote a version of a text"),
}
THINGS = {"version": _("a version of a text")}
