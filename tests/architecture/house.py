"""The house as it stands on the disk: its packages in their order, their files, what is defined and called in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "guftugu"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def walls() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


@cache
def packages() -> tuple[str, ...]:
    """Foundation first. `.importlinter` holds the one list of them."""
    layers = walls()["importlinter:contract:order"]["layers"].split()
    return tuple(layer for layer in reversed(layers) if (HOUSE / layer).is_dir())


def up_to(package: str) -> tuple[str, ...]:
    """What a package may use: itself and those before it."""
    return packages()[: packages().index(package) + 1]


def from_rooms_on() -> tuple[str, ...]:
    """The packages that know who is looking; `look` and `trail` know nobody."""
    return packages()[packages().index("rooms") :]


def sources(package: str = "", *, tests: bool = False) -> Iterator[Path]:
    for path in sorted((HOUSE / package).rglob("*.py")):
        if "migrations" not in path.parts and (tests or "tests" not in path.parts):
            yield path


def files_of(package: str, part: str) -> Iterator[Path]:
    """The files of `lookups`, `actions` and so on, whether it is a file or has become a folder."""
    for path in sources(package):
        if path == HOUSE / package / f"{part}.py" or path.is_relative_to(HOUSE / package / part):
            yield path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in parsed(path).body if isinstance(node, Function))


def public_functions(path: Path) -> Iterator[Function]:
    return (function for function in functions(path) if not function.name.startswith("_"))


def called(function: Function) -> set[str]:
    names = set()
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                names.add(name)
    return names


def spot(path: Path, line: int | None = None) -> str:
    return path.relative_to(ROOT).as_posix() + (f":{line}" if line else "")
