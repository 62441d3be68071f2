"""What every test stands on, in src/ and in tests/ alike."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from tools.found import chromium, may_skip, office_programs

pytest_plugins = ["tests.browser", "tests.office"]

# What a process started by a test must find as well.
os.environ["GUFTUGU_KEY_STRETCHING"] = "lowest"
# Playwright's loop runs in the test's own thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples on every run, and no test fails for being slow. `--hypothesis-profile=explore` looks for new ones.
hypothesis_settings.register_profile("guftugu", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis_settings.load_profile("guftugu")


def pytest_configure() -> None:
    # pytest-django has read the settings before any conftest is.
    settings.KEY_STRETCHING = "lowest"


# Workspaces of processes of their own, which are on SQLite whatever the tests' store is.
WORKSPACES = {"begun", "demo", "home", "serving"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & WORKSPACES and "database" not in used:
            item.add_marker(pytest.mark.sqlite)
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if chromium() is None and may_skip():
                item.add_marker(pytest.mark.skip(reason="no Chromium was found"))
        if "office" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.office)
            if office_programs() is None and may_skip():
                item.add_marker(pytest.mark.skip(reason="no LibreOffice with Python's uno was found"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite as it is used: a file with its write-ahead log, which two threads and a thief can open."""
    store = settings.DATABASES["default"]
    if store["ENGINE"].endswith("sqlite3"):
        store.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("store") / "guftugu.sqlite3")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder: whatever a test leaves in a workspace is gone with it."""
    monkeypatch.setattr(settings, "WORKSPACE", tmp_path)
    return tmp_path
