"""On the record of 1993–94, told once: the agenda for #7, and the memo after its notes are filed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from guftugu.demo.load import load_demo
from guftugu.dialogues import lookups as dialogues
from guftugu.dialogues.actions.occasions import When, mark_held
from guftugu.dialogues.models import Dialogue
from guftugu.record.actions.filing import file_sheets
from guftugu.record.actions.questions import answer_question
from guftugu.record.actions.sheets import save_sheet
from guftugu.record.lookups.entries import entries_labelled
from guftugu.record.lookups.questions import questions_left_hanging
from guftugu.reports.composed import Composed
from guftugu.reports.composers.agenda import compose_agenda
from guftugu.reports.composers.memo import compose_memo
from guftugu.rooms.actions.entering import unlock
from guftugu.rooms.viewer import Viewer

pytestmark = pytest.mark.django_db
LABELS = re.compile(r"\[(¶[^\]]+)\]")
NOTES = """\
# What hangs
G1> Our side guarantees the road as far as the bridge, until the first harvest.
O1> From the bridge on we do.
?? Who stands on the bridge?
"""


def labels_in(composed: Composed) -> set[str]:
    found = LABELS.findall(" ".join(passage.words for passage in composed.passages))
    return {label for several in found for label in several.split(", ")}


def narrowed(viewer: Viewer, dialogue: Dialogue, *kinds: str) -> Viewer:
    return viewer.narrowed([room.pk for room in dialogues.rooms_of(viewer, dialogue) if room.kind in kinds])


def test_agenda_for_the_seventh_and_the_memo_after_it() -> None:
    log_in = next(each for each in load_demo() if each.name == "moderator-us")
    now = timezone.now()
    team = unlock(log_in.name, log_in.passphrase, now=now)
    dialogue = dialogues.dialogues(team)[0]
    group = narrowed(team, dialogue, "plenary")
    seventh = dialogues.meeting(team, dialogue, 7)
    assert seventh is not None

    agenda = compose_agenda(group, dialogue, seventh.occasion, now=now)
    told = [passage.words for passage in agenda.passages]
    hanging = questions_left_hanging(group, dialogue)
    assert len(hanging) == 8
    for one in hanging:
        item = next(
            words for words in told if words.endswith(f"[{one.asked.label}]") and one.asked.entry.words in words
        )
        assert re.search(r"at Dialogue #\d", item)
        assert any(one.asked.label in words for words in told if words.startswith("No.\t"))
    labels = labels_in(agenda)
    assert {shown.label for shown in entries_labelled(group, dialogue, labels)} == labels
    assert not any(re.match(r"¶[A-Z]", label) for label in labels)

    sheet = save_sheet(
        uuid4(), NOTES, occasion=seventh.occasion, room=seventh.occasion.room, version=0, by=team, now=now
    )  # fmt: skip
    filed = [line.entry for line in file_sheets([sheet], by=team, now=now)]
    mark_held(seventh.occasion, When("early May 1994"), by=team, now=now)
    asked = next(one for one in hanging if one.asked.entry.words.startswith("Who guarantees safety"))
    answer_question(asked.asked.entry, filed[0], held_after=seventh.occasion, by=team, now=now)

    memo = compose_memo(group, dialogue, seventh.occasion, now=timezone.now())
    told = [passage.words for passage in memo.passages]
    answered = next(words for words in told if "Our side guarantees" in words and "was left hanging" in words)
    assert answered.startswith(
        "“Who guarantees safety on the road home, and until when?” was left hanging at Dialogue #5"
    )
    assert "The answer of the government's side, at Dialogue #7:" in answered
    assert any(words.startswith("Who stands on the bridge? [") for words in told)
    assert sum("Left hanging at" in words for words in told) == 7
