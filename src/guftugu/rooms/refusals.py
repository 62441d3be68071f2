from __future__ import annotations


class Refusal(Exception):
    """Something cannot be done. Its text is a sentence for the person who asked; nothing was changed."""
