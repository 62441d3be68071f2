from __future__ import annotations

from guftugu.people.languages import language_name


def spoken_name(language: str, script: str = "") -> str:
    """What a language in a script is called, in the reader's own."""
    name = language_name(language)
    return f"{name} ({script})" if script else name
