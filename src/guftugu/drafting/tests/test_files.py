from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from itertools import product
from zipfile import ZipFile, is_zipfile

from django.test import Client

from guftugu.dialogues.tests.builders import NOW, House
from guftugu.drafting.actions.circulating import circulate
from guftugu.drafting.actions.consolidating import BecameSo, write_next_draft
from guftugu.drafting.actions.rounds import close_round
from guftugu.drafting.lookups.consolidation import consolidation
from guftugu.drafting.lookups.proposals import proposals
from guftugu.drafting.models import Round
from guftugu.drafting.tests.builders import answered, begin, opened, reread
from guftugu.drafting.tests.pages import asked_by, joint_of, read, round_of
from guftugu.record.tests.builders import file_notes, hold_meeting
from guftugu.rooms.tests.client import client_of
from guftugu.texts.actions.versions import write_version
from guftugu.texts.passages import Written
from guftugu.trail.models import TrailRow

LATER = NOW + timedelta(hours=1)
# A sentence stands in several runs where a part of it is bold.
BETWEEN_RUNS = re.compile(r"</w:t></w:r><w:r>(?:<w:rPr><w:b/></w:rPr>)?<w:t(?: [^>]*)?>")
WHY = "as far as the roads allow"


def written(house: House, found: Round) -> Round:
    """Answered, consolidated with its bracket, closed, and the next draft circulated."""
    by = house.viewer("moderator-us")
    found = answered(house, found)
    laid = consolidation(by, found)
    became = {one.proposal.pk: BecameSo("in_part", WHY) for one in proposals(by, found)}
    passages = [Written(one.words, passage=one.draft) for one in laid.passages]
    write_next_draft(found, "Framework", passages, became, after=1, by=by, now=LATER)
    close_round(found, by=by, now=LATER)
    circulate(found.joint_text, by=by, now=LATER)
    return reread(house, found)


def taken(client: Client, address: str, status: int = 200) -> str:
    """All that a file says: of a Word file every part of it, of a PDF nothing (its words are packed)."""
    answer = client.get(address)
    assert answer.status_code == status, address
    if not is_zipfile(BytesIO(answer.content)):
        return answer.content.decode(errors="replace")
    with ZipFile(BytesIO(answer.content)) as parts:
        told = "\n".join(f"{name}\n{parts.read(name).decode(errors='replace')}" for name in parts.namelist())
    return BETWEEN_RUNS.sub("", told)


def names_a_hand(told: str) -> list[str]:
    """Letters of caucuses that stand by themselves, in words or in what describes the file."""
    return re.findall(r"[>\"][^<>\"]*\b(?:G|O|caucus)\b[^<>\"]*[<\"]", told)


def test_what_plenary_gets_says_which_version_it_is_and_names_nobody(house: House, found: Round) -> None:
    found = written(house, found)
    client = client_of(house, "o1")
    for name, suffix in product(("draft", "words"), ("docx", "md", "html")):
        told = taken(client, joint_of(found.joint_text, "files", "2", f"{name}.{suffix}")[:-1])
        assert "Joint memo, version 2, 7 March 1994" in told
        assert "After round 1 · 1 bracket" in told
        assert "Alt 1: April" in told
        assert WHY not in told
        assert names_a_hand(told) == []
    assert client.get(joint_of(found.joint_text, "files", "2", "draft.pdf")[:-1]).content.startswith(b"%PDF")
    rows = TrailRow.objects.filter(verb="text_exported")
    assert [row.room for row in rows] == [house.rooms["plenary"].pk] * 7


def test_words_alone_leave_without_what_they_cite(house: House) -> None:
    file_notes(house, hold_meeting(house, 1), "O^ We are prepared.")
    joint = begin(house, "The parties meet. [¶1]", "Refugees return.")
    circulate(joint, by=house.viewer("moderator-us"), now=NOW)
    client = client_of(house, "g1")
    assert "We are prepared." in taken(client, joint_of(joint, "files", "1", "draft.md")[:-1])
    alone = taken(client, joint_of(joint, "files", "1", "words.md")[:-1])
    assert "The parties meet." in alone
    assert "¶" not in alone
    assert "We are prepared." not in alone


def test_the_moderators_print_names_hands_reasons_and_what_became(
    house: House, found: Round, moderator: Client
) -> None:  # fmt: skip
    addresses = [round_of(found, f"print.{suffix}")[:-1] for suffix in ("docx", "md", "html")]
    taken(moderator, addresses[0], 404)
    written(house, found)
    for address in addresses:
        told = taken(moderator, address).replace("\\", "")
        for words in ("G: June", "O: April", "as it was: May", "They touch the same words", "adopted in part", WHY):
            assert words in told, words
    assert {row.room for row in TrailRow.objects.filter(verb="text_exported")} == {house.rooms["moderators"].pk}
    for name in ("g1", "o1", "rapporteur", "staff"):
        taken(client_of(house, name), addresses[0], 404)


def test_a_caucus_takes_its_own_rows_and_no_others(house: House, found: Round, moderator: Client) -> None:
    address = round_of(found, "ours.docx")[:-1]
    taken(client_of(house, "g1"), address, 404)
    found = written(house, found)
    ours, theirs = (taken(client_of(house, name), address) for name in ("g1", "o1"))
    assert "meet in June" in ours
    assert WHY in ours
    assert "April" not in ours
    assert "joint commission" not in ours
    assert "meet in April" in theirs
    assert "joint commission" in theirs
    assert "June" not in theirs
    told = {row.room for row in TrailRow.objects.filter(verb="answer_exported")}
    assert told == {house.rooms["caucus-G"].pk, house.rooms["caucus-O"].pk}
    taken(moderator, address, 404)
    assert "ours.pdf" in read(client_of(house, "g1"), round_of(found))


def test_what_nobody_dealt_with_yet_is_told_as_such(house: House, found: Round) -> None:
    found = answered(house, found)
    told = taken(client_of(house, "g1"), round_of(found, "ours.docx")[:-1])
    assert "meet in June" in told
    assert "not said yet" in told


def test_files_are_listed_for_who_may_take_them(house: House, moderator: Client) -> None:
    joint = begin(house)
    page = joint_of(joint, "files")
    assert "Nothing was circulated yet" in read(moderator, page)
    read(client_of(house, "g1"), page, 404)
    found = written(house, opened(house, joint))
    ours = read(client_of(house, "g1"), page)
    assert "2/draft.docx" in ours
    assert "1/draft.docx" in ours
    assert f"{found.pk}/ours.pdf?caucus=G" in ours
    assert "Moderators’ print" not in ours
    assert f"{found.pk}/print.pdf" in read(moderator, page)
    assert "ours.pdf" not in read(moderator, page)
    for name in ("staff", "colleague", "stranger"):
        read(client_of(house, name), page, 302 if name == "stranger" else 404)


def test_more_versions_ask_the_store_no_oftener(house: House, moderator: Client) -> None:
    by, joint = house.viewer("moderator-us"), begin(house)
    counts = []
    for number in range(1, 4):
        circulate(joint, by=by, now=NOW)
        counts.append(asked_by(moderator, joint_of(joint, "files")))
        write_version(joint.text, f"Framework {number}", [Written("Words.")], after=number, by=by, now=NOW)
    # The first time there is no draft yet that goes further than plenary's.
    assert counts[1] == counts[2], counts
