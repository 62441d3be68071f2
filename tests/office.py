"""A real LibreOffice for tests: one for the session, without a window, with a profile of its own.

`office(content, steps, suffix=".docx")` opens a Word file, takes the steps of `tests/office_steps.py` and returns what
LibreOffice saves.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import pytest

from tools.found import office_programs

Office = Callable[..., bytes]
Convert = Callable[[bytes], bytes]
LONGEST = 120  # seconds, on a machine that is busy


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    programs = office_programs()
    if programs is None:
        pytest.fail("nothing may be skipped, but no LibreOffice with Python's uno was found")
    folder = tmp_path_factory.mktemp("office")
    pipe = f"guftugu-{os.getpid()}-{uuid4().hex[:8]}"
    command = [
        str(programs.soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp",
    ]  # fmt: skip
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "HOME": str(folder)})

    def edit(content: bytes, steps: Sequence[Sequence[str]] = (), *, suffix: str = ".docx") -> bytes:
        opened, saved = folder / "opened.docx", folder / f"saved{suffix}"
        opened.write_bytes(content)
        saved.unlink(missing_ok=True)
        asked = {"pipe": pipe, "open": opened.as_uri(), "save": saved.as_uri(), "steps": list(map(list, steps))}
        done = subprocess.run(
            [str(programs.python), str(Path(__file__).with_name("office_steps.py"))],
            input=json.dumps(asked).encode(), capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return saved.read_bytes()

    yield edit
    running.terminate()
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        running.kill()


@pytest.fixture(scope="session")
def convert(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Open a Word file and save it as one, in a LibreOffice of its own.

    Debian's without windows has nothing to show comments in, and ends as soon as it has time to: a file with comments
    it can only convert.
    """
    programs = office_programs()
    assert programs is not None
    folder = tmp_path_factory.mktemp("converting")

    def save(content: bytes) -> bytes:
        opened = folder / "opened.docx"
        opened.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        into = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"), str(opened)]
        subprocess.run(
            [str(programs.soffice), profile, "--headless", *into], capture_output=True, timeout=LONGEST, check=True
        )
        return (folder / "saved" / "opened.docx").read_bytes()

    return save
