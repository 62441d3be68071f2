"""The examples in docstrings and in worked_examples.md, run."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
MODULES = sorted(path.stem for path in FOLDER.parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"guftugu.algorithms.consolidate.{name}")
    assert doctest.testmod(module).failed == 0


def test_worked_examples_hold() -> None:
    failed, tried = doctest.testfile(str(FOLDER / "worked_examples.md"), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert failed == 0
