"""`make strings`: gather what the interface says, renew the catalogues, compile them. No gettext programs needed.

With `--check`, change nothing and say what is out of date. Catalogues hold no dates, no line numbers and no
fuzzy guesses: a sentence that changed is a new sentence, and its old translation goes with the old one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path("src")
LOCALE = SOURCE / "guftugu" / "locale"
CALLS = {
    f"{stem}{kind}" for stem in ("gettext", "ngettext", "pgettext", "npgettext") for kind in ("", "_lazy", "_noop")
}
# The same as Django's own catalogues, which gettext reads together with ours.
PLURALS = {
    "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
    "tg": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|{\w*}")


class Sentence(NamedTuple):
    context: str
    one: str
    many: str


def main(arguments: list[str]) -> int:
    is_check = arguments == ["--check"]
    sentences = gathered()
    faults = []
    for language in PLURALS:
        folder = LOCALE / language / "LC_MESSAGES"
        catalogue = renewed(language, folder / "django.po", sentences)
        faults += [f"{language}: {fault}" for fault in _faults(catalogue)]
        if is_check:
            faults += [f"{path} is out of date: make strings" for path in _stale(catalogue, folder)]
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "django.po").write_text(str(catalogue), encoding="utf-8")
            (folder / "django.mo").write_bytes(catalogue.to_binary())
        done = len(catalogue.translated_entries())
        print(f"{language}: {done} of {len(catalogue)} sentences translated")
    print("\n".join(faults), end="\n" if faults else "")
    return bool(faults)


def gathered() -> dict[Sentence, set[str]]:
    """Every sentence of the interface, with the files that say it."""
    said: dict[Sentence, set[str]] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "tests" not in path.parts and "migrations" not in path.parts:
            for sentence in _sentences_of(path):
                said.setdefault(sentence, set()).add(path.relative_to(SOURCE / "guftugu").as_posix())
    # Said once alone and once with a plural, it is one line of the catalogue: the plural serves both.
    for plural in [sentence for sentence in said if sentence.many]:
        said[plural] |= said.pop(plural._replace(many=""), set())
    return said


def _sentences_of(path: Path) -> Iterator[Sentence]:
    text = path.read_text(encoding="utf-8")
    for call, parts in _in_template(text, path) if path.suffix == ".html" else _in_python(text):
        context = parts.pop(0) if "pgettext" in call else ""
        if parts and isinstance(parts[0], str) and parts[0]:
            yield Sentence(context, parts[0], parts[1] if call.startswith("n") else "")


def _in_template(text: str, path: Path) -> Iterator[tuple[str, list[Any]]]:
    # What is left of a template is no Python: its indentation means nothing and would stop the tokenizer.
    left = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
    found: Iterator[Any] = extract_python(BytesIO(left.encode()), dict.fromkeys([*CALLS, "_"]), [], {})
    for _line, call, messages, _comments in found:
        yield call, list(messages) if isinstance(messages, tuple) else [messages]


def _in_python(text: str) -> Iterator[tuple[str, list[Any]]]:
    # By the tree, not the tokens: before Python 3.12 a call inside an f-string is a piece of that string.
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            call = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if call in CALLS or call in {"_", "_noop"}:
                yield call, [one.value if isinstance(one, ast.Constant) else None for one in node.args]


def renewed(language: str, path: Path, sentences: dict[Sentence, set[str]]) -> polib.POFile:
    """The catalogue with exactly these sentences, in an order that does not move, keeping what was translated."""
    held = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "guftugu",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    forms = range(int(re.findall(r"nplurals=(\d)", PLURALS[language])[0]))
    for sentence, files in sorted(sentences.items()):
        before = held.get((sentence.context or None, sentence.one))
        entry = polib.POEntry(
            msgctxt=sentence.context or None,
            msgid=sentence.one,
            occurrences=[(file, "") for file in sorted(files)],
            flags=["python-format"] if re.search(r"%\(\w+\)[a-z]|%[sd]", sentence.one) else [],
            tcomment=before.tcomment if before else "",
        )
        if sentence.many:
            entry.msgid_plural = sentence.many
            told = before.msgstr_plural if before else {}
            entry.msgstr_plural = {form: told.get(form, "") for form in forms}
        else:
            entry.msgstr = before.msgstr if before else ""
        catalogue.append(entry)
    return catalogue


def _faults(catalogue: polib.POFile) -> Iterator[str]:
    """A placeholder that a translation lost, or made up, would break the page that says it."""
    for entry in catalogue.translated_entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for told in [entry.msgstr, *entry.msgstr_plural.values()]:
            found = set(PLACEHOLDER.findall(told))
            if told and (found - wanted or (wanted - found and not entry.msgid_plural)):
                yield f"{entry.msgid!r} has other placeholders than {told!r}"


def _stale(catalogue: polib.POFile, folder: Path) -> Iterator[Path]:
    for name, wanted in (("django.po", str(catalogue).encode()), ("django.mo", catalogue.to_binary())):
        path = folder / name
        if not path.exists() or path.read_bytes() != wanted:
            yield path


if __name__ == "__main__":
    settings.configure()
    django.setup()
    sys.exit(main(sys.argv[1:]))
