"""What the codes of the grammar say to a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guftugu.record.notes import LineFlag, LineKind

FLAGS = {
    LineFlag.UNPARSED: _("Not read as a line of the grammar; kept as a note, as it stands."),
    LineFlag.UNKNOWN_SPEAKER: _("Nobody here has this code name; the words are kept without a speaker."),
    LineFlag.UNKNOWN_PARTY: _("No party has this letter; the words are kept without a side."),
    LineFlag.UNKNOWN_SUBJECT: _("No subject has this short name."),
    LineFlag.NO_OPEN_QUESTION: _("No question stands open that this could answer."),
    LineFlag.ALREADY_ANSWERED: _("Taken as another answer to the last question answered."),
    LineFlag.DASH_TAKEN_AS_ASIDE: _(
        "A dash at the beginning is taken as an aside, so that nothing is shown by mistake."
    ),
    LineFlag.EMPTY_WORDS: _("There are no words on this line."),
}
KINDS = {
    LineKind.HEADING: _("agenda item"),
    LineKind.STATEMENT: _("statement"),
    LineKind.QUESTION: _("question"),
    LineKind.ANSWER: _("answer"),
    LineKind.PROPOSAL: _("proposal"),
    LineKind.AGREEMENT: _("agreement"),
    LineKind.OBJECTION: _("objection"),
    LineKind.CHANGE_OF_POSITION: _("change of position"),
    LineKind.OPEN_QUESTION: _("question left hanging"),
    LineKind.DECISION: _("decision"),
    LineKind.DEVELOPMENT: _("development"),
    LineKind.CONTACT: _("contact"),
    LineKind.NOTE: _("note"),
    LineKind.ASIDE: _("aside"),
}
# The grammar as it stands beside the sheet: what is typed, and what it means.
GRAMMAR = (
    ("# Refugees' return", _("agenda item from here on")),
    ("O3: words", _("said by O3; by a side: G: words")),
    ("O3? words", _("a question")),
    ("G1> words", _("answers the nearest open one")),
    ("O3! words", _("a proposal")),
    ("G1= words", _("agrees")),
    ("G1x words", _("objects")),
    ("O^ words", _("the side's position changes")),
    ("?? words", _("a question left hanging")),
    ("* words", _("a note, said by nobody; * decision: words")),
    ("-- words", _("for the moderators only")),
    ("{refugees}", _("what the line is about")),
)
