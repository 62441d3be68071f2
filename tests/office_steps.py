"""Run by the Python that knows LibreOffice's `uno`: opens a file, takes steps in it, saves it. See `tests/office.py`.

Steps: track · replace WORDS BY · behind WORDS PARAGRAPH · split WORDS · join WORDS · drop WORDS · cell NAME WORDS ·
row AT · drop_row AT · command NAME. WORDS are found where they stand first.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK  # type: ignore[import-not-found]

FILTERS = {".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export", ".odt": "writer8"}
PATIENCE = 100  # seconds until LibreOffice has started


def main() -> None:
    asked = json.load(sys.stdin)
    context = connected(asked["pipe"])
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(asked["open"], "_blank", 0, (value("Hidden", True),))  # noqa: FBT003
    try:
        for name, *words in asked["steps"]:
            if name == "command":
                helper = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
                helper.executeDispatch(document.CurrentController.Frame, f".uno:{words[0]}", "", 0, ())
            else:
                STEPS[name](document, *words)
        suffix = "." + asked["save"].rpartition(".")[2]
        document.storeToURL(asked["save"], (value("FilterName", FILTERS[suffix]),))
    finally:
        document.close(True)  # noqa: FBT003


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def value(name: str, said: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, said
    return made


def found(document: Any, words: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    place = document.findFirst(search)
    if place is None:
        raise ValueError(f"not found: {words}")
    return place


def track(document: Any) -> None:
    document.RecordChanges = True


def replace(document: Any, words: str, by: str) -> None:
    found(document, words).String = by


def behind(document: Any, words: str, paragraph: str) -> None:
    place = found(document, words)
    cursor = place.Text.createTextCursorByRange(place.End)
    cursor.gotoEndOfParagraph(False)  # noqa: FBT003
    place.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)  # noqa: FBT003
    place.Text.insertString(cursor, paragraph, False)  # noqa: FBT003


def split(document: Any, words: str) -> None:
    place = found(document, words)
    place.Text.insertControlCharacter(place.Start, PARAGRAPH_BREAK, False)  # noqa: FBT003


def join(document: Any, words: str) -> None:
    """The paragraph of these words with the next."""
    cursor = at_paragraph(document, words)
    cursor.gotoEndOfParagraph(False)  # noqa: FBT003
    cursor.goRight(1, True)  # noqa: FBT003
    cursor.String = " "


def drop(document: Any, words: str) -> None:
    cursor = at_paragraph(document, words)
    if not cursor.gotoNextParagraph(True):  # noqa: FBT003
        cursor.gotoEndOfParagraph(True)  # noqa: FBT003
    cursor.String = ""


def at_paragraph(document: Any, words: str) -> Any:
    place = found(document, words)
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.gotoStartOfParagraph(False)  # noqa: FBT003
    return cursor


def cell(document: Any, name: str, words: str) -> None:
    place = document.TextTables.getByIndex(0).getCellByName(name)
    cursor = place.createTextCursor()
    cursor.gotoStart(False)  # noqa: FBT003
    cursor.gotoEnd(True)  # noqa: FBT003
    cursor.String = words


def row(document: Any, at: str) -> None:
    document.TextTables.getByIndex(0).Rows.insertByIndex(int(at), 1)


def drop_row(document: Any, at: str) -> None:
    document.TextTables.getByIndex(0).Rows.removeByIndex(int(at), 1)


STEPS = {
    step.__name__: step for step in (track, replace, behind, split, join, drop, cell, row, drop_row)
}  # fmt: skip


def ended(act: Callable[[], None]) -> NoReturn:
    """End at once: while Python tears down, a thread of `uno` may still speak with LibreOffice, and crashes it."""
    code = 0
    try:
        act()
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    ended(main)
