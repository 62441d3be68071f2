"""What each phase is for, who does what in it, and by what one knows that it is over. It blocks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guftugu.phases.kinds import Firmness, Phase

if TYPE_CHECKING:
    from guftugu.phases.lookups.standings import StandingSeen


@dataclass(frozen=True)
class PhaseGuide:
    """`opening` is what a meeting that begins the phase takes up first. All are whole sentences."""

    phase: Phase
    purpose: str
    moderators: tuple[str, ...]
    group: tuple[str, ...]
    signs: tuple[str, ...]
    opening: tuple[str, ...]


@dataclass(frozen=True)
class NextPhase:
    """A phase whose work is likely next, and its tasks for an agenda. `is_opening`: the group has not been in it."""

    guide: PhaseGuide
    is_opening: bool

    @property
    def phase(self) -> Phase:
        return self.guide.phase

    @property
    def tasks(self) -> tuple[str, ...]:
        return self.guide.opening if self.is_opening else self.guide.group


def guide() -> tuple[PhaseGuide, ...]:
    return (_engaging(), _mapping(), _probing(), _planning(), _acting())


def likely_next(standings: Iterable[StandingSeen]) -> list[NextPhase]:
    """The phases whose work is likely next, by the group's standings in force. A guess for an agenda, no judgement.

    Where the group is only for a moment, or tentatively, the work there goes on; of where it is settled, the phase
    after opens. Phase 1 never closes, and so says nothing of what comes.
    """
    group = [seen for seen in standings if seen.subject is None and seen.phase != Phase.ENGAGING]
    wanted = {seen.phase: False for seen in group if seen.firmness != Firmness.SETTLED}
    settled = [seen.phase for seen in group if seen.firmness == Firmness.SETTLED]
    if settled or not group:
        following = Phase(min(max(settled, default=Phase.ENGAGING) + 1, Phase.ACTING))
        wanted.setdefault(following, following not in settled)
    known = {one.phase: one for one in guide()}
    return [NextPhase(known[phase], wanted[phase]) for phase in sorted(wanted)]


def _engaging() -> PhaseGuide:
    return PhaseGuide(
        Phase.ENGAGING,
        purpose=_("People decide whether to risk speaking with those on the other side, and on what terms."),
        moderators=(
            _("Go to each side, say what the dialogue is for and what it is not, and listen to who is named."),
            _("Look for people who can listen, who are heard among their own, and who differ from one another."),
            _("Settle with them what binds everybody: who speaks for whom, what may be told outside, who pays."),
            _("Ask again and again whose voice is missing."),
        ),
        group=(
            _("Each weighs what it may cost to come, and decides alone."),
            _("Those who come say what they need in order to stay."),
            _("The group says which voices it misses and who could bring them."),
        ),
        signs=(
            _("People from every side that matters have agreed to meet, on terms they know."),
            _("It is never over: new people come as the group finds that a voice is missing."),
        ),
        opening=(
            _("Who is sought on each side, and why."),
            _("What the terms of coming are, and who agrees to them."),
        ),
    )


def _mapping() -> PhaseGuide:
    return PhaseGuide(
        Phase.MAPPING,
        purpose=_(
            "The group puts on the table what has to be dealt with, and how the groups behind it stand together."
        ),
        moderators=(
            _("Let people say what weighs on them before anything is sorted."),
            _("Listen for identity, interests, power, the pictures each has of the other, and how they deal together."),
            _("Keep the map of these relationships, and show the group what is blank on it."),
            _("Help to gather the many problems into a few."),
        ),
        group=(
            _("Name the problems that would have to be dealt with for the conflict to end."),
            _("Tell one another how one got here, and what the other side does not see."),
            _("Choose the two to four problems that come first."),
        ),
        signs=(
            _("Enough has been said of the relationships for a picture of the whole to show."),
            _("People begin to speak with one another, and no longer only at one another."),
            _("The group itself says what it most needs to work on, and has chosen two to four problems."),
        ),
        opening=(
            _("What brought each of us here, and what should the others know of it?"),
            _("Which problems must be dealt with, and who is touched by each?"),
        ),
    )


def _probing() -> PhaseGuide:
    return PhaseGuide(
        Phase.PROBING,
        purpose=_("One problem at a time, the group finds out what lies under it and where it is leading."),
        moderators=(
            _("Hold the group to one problem until it has been gone through."),
            _("Ask for the interest under each position, and for the relationship at work in it."),
            _("Near the end, ask the two questions: where is this leading, and could you live with that?"),
        ),
        group=(
            _("Say why each problem matters, and what one is afraid would come of settling it."),
            _("Lay out the ways in which it could be approached, and what each would ask of whom."),
            _("Draw the picture of what comes if nothing changes, and say what it would do to each side."),
        ),
        signs=(
            _("Somebody sets out the other side's constraints, and the other side agrees that they are so."),
            _("The group finds that it does not want to live with what is coming, and must think how to change it."),
        ),
        opening=(
            _("Which of the chosen problems is taken first?"),
            _("What lies under each side's position on it?"),
        ),
    )


def _planning() -> PhaseGuide:
    return PhaseGuide(
        Phase.PLANNING,
        purpose=_("The group works out together how things could come to go another way."),
        moderators=(
            _("Set the group one project, with somebody for whom the result is meant."),
            _("Write down what is heard, and bring the draft back until each side finds itself in it."),
            _("Give each side room to speak among its own, and bring both sets of changes into one text."),
        ),
        group=(
            _("Name what stands in the way: in practice, in politics, between people, and in how they see each other."),
            _("Find steps that would remove it, and say who could take them."),
            _("Put the steps in an order in which each makes the next one possible."),
        ),
        signs=(
            _("There is a text or a plan that every side is ready to carry to those who can act."),
            _("For each step somebody can be named, and something by which one would see that it was taken."),
        ),
        opening=(
            _("What is the project, and for whom is its result?"),
            _("What stands in the way of a better situation, and what could each side do about it?"),
        ),
    )


def _acting() -> PhaseGuide:
    return PhaseGuide(
        Phase.ACTING,
        purpose=_("The group decides whether to put its plan into effect, and takes it to those who can."),
        moderators=(
            _("Carry the group's text through channels of their own, and bring back what was answered."),
            _("Keep account of what was taken up, by whom, and what came of it."),
            _("Help to begin dialogues in the communities that the plan will touch."),
        ),
        group=(
            _("Tell what became of the text where each has taken it, and what was answered."),
            _("Decide which steps to take up, and who takes them."),
            _("Ask whether those around the group are ready, and whether it has the strength itself."),
        ),
        signs=(
            _("It ends when the group says so; often new problems bring it back to mapping or probing."),
            _("Members go on into offices and talks, where others act on what was worked out here."),
        ),
        opening=(
            _("To whom is the plan carried, by whom, and what is asked of them?"),
            _("Which step could be taken first, and by whom?"),
        ),
    )
