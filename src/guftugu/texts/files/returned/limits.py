"""How much is read of what somebody sends, and no more: a file is not to be trusted with the machine's memory."""

from __future__ import annotations

FILE = 25 * 2**20  # bytes of the file as it lies on the disk
PART = 40 * 2**20  # bytes of any part of a package, unpacked
ALL_READ = 60 * 2**20  # bytes of all parts that are read, unpacked
ALL_PARTS = 250 * 2**20  # bytes of all parts, read or not, as the package tells them
PARTS = 4000  # parts of a package
PASSAGES = 5000
LETTERS = 4_000_000  # of all passages together
COLUMNS = 200  # that one cell may cover
DEPTH = 200  # of elements within elements


def _(sentence: str) -> str:
    """Mark a sentence for translation; the command line and the pages translate it."""
    return sentence


TOO_LARGE = _("The file is larger than %(megabytes)d megabytes.")
UNPACKS_TOO_LARGE = _("Unpacked, the file would be larger than %(megabytes)d megabytes. Nothing was read.")
TOO_MANY_PARTS = _("The file consists of more than %(parts)d parts. No word processor writes such files.")
TOO_MANY_PASSAGES = _("The file has more than %(passages)d passages.")
TOO_LONG = _("The file has more than %(letters)d letters.")
NO_PASSAGES = _("There are no words in the file.")
UNKNOWN_ENDING = _("A text is read from %(suffixes)s.")
NOT_UTF8 = _("The file is no text in Unicode (UTF-8). Save it as UTF-8 and try again.")
NO_TEXT = _("The file is no text: it holds signs that no text has.")
PROTECTED = _("The file is protected by a password or comes from an old Word. Save it as .docx without a password.")
NOT_WORD = _("The file is no Word document (.docx), or it was damaged on the way.")
TRUNCATED = _("The file is damaged or incomplete: %(part)s cannot be read.")
DECLARES = _("The file declares a document type or entities, which no Word document does. Nothing was read.")
TOO_DEEP = _("The file nests elements more than %(depth)d deep. Nothing was read.")
NOT_OF_BASE = _("No passage of the file is one of the draft that was sent out. Is it the right file?")
