"""What became of a text, as changes that a word processor tracks: all accepted the new text, all rejected the old."""

from guftugu.texts.files.tracked.between import AuthorOf, tracked_between
from guftugu.texts.files.tracked.passages import Tracked, TrackedPassage, TrackedPiece, TrackedRow
from guftugu.texts.files.tracked.word import as_tracked_docx

__all__ = [
    "AuthorOf",
    "Tracked",
    "TrackedPassage",
    "TrackedPiece",
    "TrackedRow",
    "as_tracked_docx",
    "tracked_between",
]
