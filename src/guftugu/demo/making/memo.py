"""The memo while it is being made, and its first draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guftugu.demo.data import rows, table
from guftugu.drafting.actions.joint_texts import add_area, begin_joint_text, talk_through
from guftugu.drafting.actions.vagueness import intend_vagueness
from guftugu.record.labels import label_of
from guftugu.texts.citing import labels
from guftugu.texts.lookups.texts import text_seen
from guftugu.texts.passages import Written

if TYPE_CHECKING:
    from datetime import datetime

    from guftugu.demo.people import Stage
    from guftugu.demo.telling import Told
    from guftugu.drafting.models import JointText
    from guftugu.rooms.models import Room
    from guftugu.rooms.viewer import Viewer

LEAD = "en"


@dataclass
class Memo:
    """`passages`: the passages of the moderators' draft by key; `proposals`: what was asked, by key."""

    stage: Stage
    told: Told
    joint: JointText
    passages: dict[str, UUID] = field(default_factory=dict)
    proposals: dict[str, UUID] = field(default_factory=dict)

    @property
    def moderator(self) -> Viewer:
        return self.stage.moderator

    def viewer(self, name: str) -> Viewer:
        return self.stage.viewers[name]

    def room(self, name: str) -> Room:
        return self.stage.rooms[name]

    def keys(self) -> dict[str, str]:
        """By the id of a passage of the draft, which its copies in other rooms know it by."""
        return {str(pk): key for key, pk in self.passages.items()}

    def tick(self) -> datetime:
        return self.stage.clock.tick()


def begin_memo(stage: Stage, told: Told) -> Memo:
    """The areas are talked through one at a time; the moderators write down what they heard."""
    head = table("making/draft")["memo"]
    by = stage.viewers[head["drafted_by"]]
    written = rows("making/draft", "passage")
    passages = [Written(_cited(told, one), kind=one.get("kind", "paragraph")) for one in written]
    joint = begin_joint_text(
        stage.dialogue, head["words"][LEAD], passages, language=LEAD, by=by, now=stage.clock.tick()
    )
    memo = Memo(stage, told, joint)
    placed = text_seen(by, joint.text_id).passages
    memo.passages = {one["key"]: seen.id for one, seen in zip(written, placed, strict=True)}
    meeting = told.occasions[head["talked_through_at"]]
    for short in head["areas"]:
        area = add_area(joint, told.subjects[short], by=by, now=memo.tick())
        talk_through(area, meeting, by=by, now=memo.tick())
    _leave_open(memo)
    return memo


def as_before(words: str, before: str) -> str:
    """With what the passage cites, as it stands behind the words of whoever writes on them."""
    cited = labels(before)
    return f"{words} [{', '.join(cited)}]" if words and cited else words


def _cited(told: Told, one: dict[str, Any]) -> str:
    entries = [told.entries[key] for key in one.get("cites", [])]
    cited = ", ".join(label_of(entry.room, entry.number) for entry in entries)
    return f"{one['words'][LEAD]} [{cited}]" if cited else str(one["words"][LEAD])


def _leave_open(memo: Memo) -> None:
    one = table("making/draft")["vagueness"]
    intend_vagueness(
        memo.joint, memo.passages[one["passage"]], one["why"], by=memo.viewer(one["by"]), now=memo.tick()
    )  # fmt: skip
