"""Files that came back: what stands in them, passage by passage, and what of them cannot be taken."""

from guftugu.texts.files.returned.passages import (
    NotTaken,
    Returned,
    ReturnedComment,
    ReturnedPassage,
    UnreadableFile,
)
from guftugu.texts.files.returned.reading import SUFFIXES, read_file, read_returned

__all__ = [
    "SUFFIXES",
    "NotTaken",
    "Returned",
    "ReturnedComment",
    "ReturnedPassage",
    "UnreadableFile",
    "read_file",
    "read_returned",
]
