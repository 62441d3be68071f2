from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from guftugu.dialogues.models import Occasion
from guftugu.dialogues.tests.builders import NOW, House
from guftugu.record.actions.attachments import UnableToAttach, attach
from guftugu.record.actions.writing import UnableToAddEntry
from guftugu.record.files import LARGEST, kind_of, tidy_name
from guftugu.record.lookups.attachments import attachment, attachments
from guftugu.record.models import Attachment
from guftugu.rooms.actions.sunset import sunset_shelf
from guftugu.trail.lookups import verification

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def archive(*names: str, first: str = "") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        if first:
            zipped.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            zipped.writestr(name, "words")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image"),
        (b"%PDF-1.7 words", "pdf"),
        (archive("word/document.xml"), "document"),
        (archive(first="application/vnd.oasis.opendocument.text"), "document"),
        ("Лист с доски".encode(), "text"),
        (archive("evil.exe"), None),
        (b"MZ\x90\x00\x03", None),
        (b"PK\x03\x04 not an archive", None),
        (b"\xff\xfe\x00", None),
        (b"   ", None),
    ],
)
def test_files_are_known_by_what_they_hold(content: bytes, kind: str | None) -> None:
    found = kind_of(content)
    assert (found.kind if found else None) == kind


def test_name_of_a_file_keeps_no_folder() -> None:
    assert tidy_name("C:\\Users\\somebody\\flip chart.png") == "flip chart.png"
    assert tidy_name("../../etc/passwd\r\n") == "passwd"
    assert tidy_name("лист\u202egnp.exe") == "листgnp.exe"
    assert tidy_name("/") == "file"


def test_attachment_opens_for_those_in_its_room(house: House, meeting: Occasion) -> None:
    kept = attach(
        meeting, house.rooms["plenary"], file_name="flip.png", content=PNG, by=house.viewer("rapporteur"), now=NOW
    )
    (listed,) = attachments(house.viewer("g1"), meeting)
    assert (listed.file_name, listed.size, listed.kind, listed.content) == ("flip.png", str(len(PNG)), "image", b"")
    opened = attachment(house.viewer("g1"), house.dialogue, kept.pk)
    assert opened is not None
    assert opened.content == PNG
    assert attachment(house.viewer("staff"), house.dialogue, kept.pk) is None
    assert b"flip" not in bytes(Attachment.objects.get(pk=kept.pk).__dict__["file_name"])
    sunset_shelf(house.rooms["plenary"], meeting.pk, by=house.viewer("moderator-us"), now=NOW)
    (gone,) = attachments(house.viewer("g1"), meeting)
    assert gone.file_name == ""
    assert verification().is_whole


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"%PDF-" + bytes(LARGEST)])
def test_attachment_that_cannot_be_taken_is_refused(house: House, meeting: Occasion, content: bytes) -> None:
    plenary = house.rooms["plenary"]
    with pytest.raises(UnableToAttach):
        attach(meeting, plenary, file_name="x", content=content, by=house.viewer("g1"), now=NOW)
    with pytest.raises(UnableToAddEntry):
        attach(meeting, plenary, file_name="x", content=PNG, by=house.viewer("staff"), now=NOW)
    assert Attachment.objects.count() == 0
    attach(meeting, plenary, file_name="x", content=b"%PDF-" + bytes(LARGEST - 5), by=house.viewer("g1"), now=NOW)
