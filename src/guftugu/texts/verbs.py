from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "language_ended": _("said that a text is no longer rendered into a language"),
    "language_wanted": _("said into which language a text is rendered, and with what standing"),
    "passage_noted": _("noted something for a passage’s rendering"),
    "passage_rendered": _("rendered a passage"),
    "rendering_ticked": _("said that a rendering stands"),
    "renderings_released": _("let renderings follow a released version"),
    "renderings_taken": _("took renderings over from the translators’ room"),
    "term_added": _("added a term to the term list"),
    "term_ended": _("took a term off the term list"),
    "term_worded": _("said what a term is called in a language"),
    "typos_ticked": _("said that no more than a slip was put right, so that renderings stand"),
    "text_closed": _("closed a text for good"),
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
THINGS = {"rendering": _("renderings of a text"), "version": _("a version of a text")}
