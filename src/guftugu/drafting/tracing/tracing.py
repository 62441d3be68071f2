"""Walking the drafts from the first to the last: what stayed, what came in and from whom, what went out. No store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from guftugu.algorithms.edits import is_word
from guftugu.drafting.tracing.asked import Asked, pairs
from guftugu.drafting.tracing.layout import Alternative, Layout, laid_out
from guftugu.drafting.tracing.origins import AskedBy, Draft, DraftPassage, Origin, Source, Struck
from guftugu.texts import citing

NEW = "new-"
FAR = 4  # so many words in a row that left one passage and stand in another went there


@dataclass
class Standing:
    """A passage as it stands, with the origin of each token; what went out of it; and (`out`) all that was left of it
    where the passage itself went out, by token.
    """

    id: str
    layout: Layout
    origins: list[Origin]
    named: dict[Alternative, tuple[AskedBy, ...]] = field(default_factory=dict)
    gone: list[Struck] = field(default_factory=list)
    out: dict[int, Struck] | None = None
    is_shut: bool = False


@dataclass
class _Now:
    """A passage of the draft that is looked at, before it is known where all of it comes from."""

    id: str
    layout: Layout
    before: Standing | None
    passage: DraftPassage | None = None
    origins: list[Origin | None] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)

    @property
    def lost(self) -> list[int]:
        """What stood until now, and does not any more."""
        if self.before is None or self.before.out is not None:
            return []
        return [at for at in range(len(self.before.origins)) if at not in self.kept]

    @property
    def free(self) -> list[bool]:
        return [origin is None for origin in self.origins]


def trace(drafts: Sequence[Draft], asked: Iterable[Asked]) -> list[Standing]:
    """The passages of the last of these drafts in their order, then those that went out of the text on the way."""
    told = list(asked)
    standing: dict[str, Standing] = {}
    for draft in drafts:
        known = [one for one in told if one.known_from <= draft.made_at]
        standing |= {one.id: one for one in _Step(standing, draft, known).taken()}
    here = [one.id for one in drafts[-1].passages] if drafts else []
    return [*(standing[pk] for pk in here), *(one for pk, one in standing.items() if pk not in set(here))]


class _Step:
    """From one draft to the next. `first` is whether there is none before."""

    def __init__(self, standing: dict[str, Standing], draft: Draft, asked: list[Asked]) -> None:
        self.standing = standing
        self.draft = draft
        self.asked = asked
        self.first = not standing
        self.order = [one.id for one in draft.passages]

    def taken(self) -> list[Standing]:
        changed = [one for one in map(self._met, self.draft.passages) if one]
        here = set(self.order)
        left = [
            _Now(pk, laid_out(""), was) for pk, was in self.standing.items() if pk not in here and was.out is None
        ]  # fmt: skip
        self._go_elsewhere([*changed, *left])
        for one in changed:
            self._ask(one)
        return [*map(self._settled, changed), *map(self._left_out, left)]

    def _met(self, passage: DraftPassage) -> _Now | None:
        """None where nothing happened to it."""
        before = self.standing.get(passage.id)
        layout = laid_out(passage.words)
        if before and before.out is None and before.layout.tokens == layout.tokens and not before.is_shut:
            return None
        one = _Now(passage.id, layout, before, passage, [None] * len(layout.tokens))
        if before and passage.is_shut:
            one.kept.update(range(len(before.origins)))
        elif before:
            self._keep(one, before)
        return one

    def _keep(self, one: _Now, before: Standing) -> None:
        """Each reading of a bracket keeps what it has of each reading before; signs stay where their bracket does."""
        old, new = before.layout, one.layout
        whole = [(list(range(len(old.tokens))), list(range(len(new.tokens))))] if any(old.signs) else []
        for then, now in [*product(old.readings, new.readings), *whole]:
            for was, at in pairs([old.tokens[at] for at in then], [new.tokens[at] for at in now]):
                if old.signs[then[was]] == new.signs[now[at]]:
                    one.kept.add(then[was])
                    one.origins[now[at]] = one.origins[now[at]] or before.origins[then[was]]

    def _go_elsewhere(self, told: Sequence[_Now]) -> None:
        for source in told:
            for one in told:
                if one is not source and source.before and source.lost and any(one.free):
                    _take_over(one, source)

    def _ask(self, one: _Now) -> None:
        """Words that came in just now, and stand in a released proposal of this place."""
        free, found = one.free, dict[int, list[AskedBy]]()
        for asked in self._asked_of(one):
            here = {
                reading[at]
                for reading in one.layout.readings
                for at in asked.found_in([one.layout.tokens[at] for at in reading], [free[at] for at in reading])
            }
            for at in here:
                found.setdefault(at, []).append(asked.by)
        for at, several in found.items():
            one.origins[at] = Origin(Source.HANDS, self.draft.number, once(several))

    def _asked_of(self, one: _Now) -> list[Asked]:
        return [asked for asked in self.asked if self._is_of(asked, one)]

    def _is_of(self, asked: Asked, one: _Now) -> bool:
        """Asked of this very passage; or of the one behind which it stands, where the hands did not know it yet."""
        if one.passage and one.passage.composed_as == f"{NEW}{asked.known_as}":
            return True
        base = set(asked.base)
        return self._place(asked) == (one.id if one.id in base else self._before(one.id, base))

    def _before(self, passage: str, base: set[str]) -> str:
        known = [pk for pk in self.order[: self.order.index(passage)] if pk in base] if passage in self.order else []
        return known[-1] if known else ""

    def _place(self, asked: Asked) -> str:
        """The passage it is about; if that went out, what stood before it."""
        here = set(self.order)
        if asked.passage in here or asked.passage not in asked.base:
            return asked.passage
        before = [pk for pk in asked.base[: asked.base.index(asked.passage)] if pk in here]
        return before[-1] if before else ""

    def _settled(self, one: _Now) -> Standing:
        assert one.passage is not None
        was_shut = one.before is not None and one.before.is_shut
        source = Source.FIRST if self.first else Source.UNKNOWN if was_shut else Source.PEN
        rest = _labelled(one.layout, source, self.draft.number)
        origins = [origin or rest[at] for at, origin in enumerate(one.origins)]
        gone = list(one.before.gone) if one.before else []
        if one.before and one.before.out is not None:
            gone += [struck for at, struck in sorted(one.before.out.items()) if at not in one.kept]
        gone += self._struck(one).values()
        return Standing(one.id, one.layout, origins, self._named(one), gone, is_shut=one.passage.is_shut)

    def _left_out(self, one: _Now) -> Standing:
        was = one.before
        assert was is not None
        return Standing(one.id, was.layout, was.origins, was.named, was.gone, self._struck(one), was.is_shut)

    def _struck(self, one: _Now) -> dict[int, Struck]:
        """By token: words that stand no more, and who of those who could have asked did."""
        lost = [at for at in one.lost if one.before and not one.before.layout.signs[at]]
        if not lost or one.before is None:
            return {}
        old, by = one.before.layout.tokens, dict[int, list[AskedBy]]()
        for asked in self.asked:
            if asked.passage == one.id:
                for at in asked.struck_in(old):
                    by.setdefault(at, []).append(asked.by)
        return {
            at: Struck(old[at], one.before.origins[at], self.draft.number, once(by.get(at, ())), at) for at in lost
        }  # fmt: skip

    def _named(self, one: _Now) -> dict[Alternative, tuple[AskedBy, ...]]:
        """Of each alternative, who asked for just that."""
        before = one.before.named if one.before and one.before.layout.tokens == one.layout.tokens else {}
        if before or not one.layout.alternatives:
            return before
        asked = self._asked_of(one)
        return {
            place: told
            for place, reading, here in one.layout.alternatives
            if (told := once(by.by for by in asked if by.reads_so([one.layout.tokens[at] for at in reading], here)))
        }


def _take_over(one: _Now, source: _Now) -> None:
    """Words that left `source` and stand in `one`, so many in a row that it is no accident."""
    before = source.before
    assert before is not None
    lost = source.lost
    free = [at for at, is_free in enumerate(one.free) if is_free and not one.layout.signs[at]]
    same = pairs([before.layout.tokens[at] for at in lost], [one.layout.tokens[at] for at in free])
    for run in _runs((lost[was], free[now]) for was, now in same):
        if sum(is_word(before.layout.tokens[was]) for was, _now in run) >= FAR:
            source.kept.update(was for was, _now in run)
            for was, now in run:
                one.origins[now] = before.origins[was]


def _runs(same: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for was, now in same:
        if run and run[-1] != (was - 1, now - 1):
            yield run
            run = []
        run.append((was, now))
    if run:
        yield run


def _labelled(layout: Layout, source: Source, version: int) -> list[Origin]:
    """Each token with the labels that end its sentence: the next that stand behind it."""
    found: list[Origin] = []
    here = Origin(source, version)
    for token in reversed(layout.tokens):
        if cited := citing.labels(token):
            here = Origin(source, version, labels=tuple(cited))
        found.append(here)
    return found[::-1]


def once(asked: Iterable[AskedBy]) -> tuple[AskedBy, ...]:
    """Each hand once a round: what was carried over counts where it was asked first."""
    first: dict[tuple[str, int], AskedBy] = {}
    for one in sorted(asked):
        first.setdefault((one.hand, one.round), one)
    return tuple(first.values())
