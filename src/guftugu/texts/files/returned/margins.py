"""What stands beside the words of a document: comments, notes, heads and feet of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from guftugu.texts.files import marks
from guftugu.texts.files.returned.anchors import NOWHERE, Anchored
from guftugu.texts.files.returned.package import Package
from guftugu.texts.files.returned.passages import NotTaken, ReturnedComment
from guftugu.texts.files.returned.styles import W

COMMENTS = "word/comments.xml"
NOTES = {
    "footnote": ("word/footnotes.xml", f"{W}footnote"),
    "endnote": ("word/endnotes.xml", f"{W}endnote"),
}
BETWEEN_NUMBERS = " /\t\u00a0\u200e"


def with_comments(
    package: Package, anchored: Mapping[str, Anchored]
) -> tuple[tuple[ReturnedComment, ...], list[NotTaken]]:
    """Comments in the order of the places they stand at; those that stand nowhere are not taken."""
    found: list[tuple[int, ReturnedComment]] = []
    astray: list[NotTaken] = []
    order = {number: at for at, number in enumerate(anchored)}
    comments = package.tree(COMMENTS).iter(f"{W}comment") if COMMENTS in package else ()
    for comment in comments:
        words = "\n".join(filter(None, (" ".join(_words(one).split()) for one in comment.iter(f"{W}p"))))
        place = anchored.get(comment.get(f"{W}id", ""))
        if not words:
            continue
        if place is None:
            astray.append(NotTaken("comment", words))
            continue
        at = NOWHERE if place.passage is None else place.passage
        made = ReturnedComment(at, comment.get(f"{W}author", ""), words, tuple(place.ids))
        found.append((order[comment.get(f"{W}id", "")], made))
    return tuple(made for _at, made in sorted(found, key=lambda one: one[0])), astray


def notes(package: Package) -> Iterator[NotTaken]:
    for what, (part, tag) in NOTES.items():
        if part not in package:
            continue
        for note in package.tree(part).iter(tag):
            words = " ".join(_words(note).split())
            if note.get(f"{W}type") in {None, "normal"} and words:
                yield NotTaken(what, words)


def edges_of_pages(package: Package) -> Iterator[NotTaken]:
    """What somebody wrote at the head or foot of the pages, once each; page numbers and our own foot do not count."""
    told: set[str] = set()
    for name in package.names(r"word/(header|footer)\d*\.xml"):
        edge = package.tree(name)
        ours = {marks.own_of(mark.get(f"{W}name", "")) for mark in edge.iter(f"{W}bookmarkStart")}
        said = _outside_fields(edge).strip(BETWEEN_NUMBERS)
        words = " ".join(said.split())
        if any(map(str.isalpha, words)) and marks.digest(words) not in ours and words not in told:
            told.add(words)
            yield NotTaken("edge", words)


def _outside_fields(edge: Element) -> str:
    said: list[str] = []
    depth = 0
    in_simple = {id(part) for field in edge.iter(f"{W}fldSimple") for part in field.iter()}
    for part in edge.iter():
        if part.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(part.get(f"{W}fldCharType", ""), 0)
        elif part.tag in {f"{W}p", f"{W}tab"}:
            said.append(" ")
        elif part.tag == f"{W}t" and depth <= 0 and id(part) not in in_simple:
            said.append(part.text or "")
    return "".join(said)


def _words(element: Element) -> str:
    return "".join(
        part.text or "" if part.tag == f"{W}t" else " "
        for part in element.iter()
        if part.tag in {f"{W}t", f"{W}tab", f"{W}br", f"{W}p"}
    )
