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

from tools.found import OfficePrograms, office_programs

Office = Callable[..., bytes]
Convert = Callable[[bytes], bytes]
LONGEST = 120  # seconds, on a machine that is busy


class Running:
    """LibreOffice, started again where it or who speaks with it crashed: under load either may, whatever the file."""

    def __init__(self, folder: Path, programs: OfficePrograms) -> None:
        self.folder, self.programs = folder, programs
        self.start()

    def start(self) -> None:
        self.pipe = f"guftugu-{os.getpid()}-{uuid4().hex[:8]}"
        profile = (self.folder / f"profile-{self.pipe}").as_uri()
        command = [
            str(self.programs.soffice), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo",
            "--nodefault", f"--accept=pipe,name={self.pipe};urp",
        ]  # fmt: skip
        with (self.folder / "said").open("ab") as said:
            home = {**os.environ, "HOME": str(self.folder)}
            self.process = subprocess.Popen(command, stdout=said, stderr=said, env=home)

    def edit(self, content: bytes, steps: Sequence[Sequence[str]] = (), *, suffix: str = ".docx") -> bytes:
        done, saved = self._asked(content, steps, suffix)
        if done.returncode < 0 or (done.returncode and self.process.poll() is not None):
            self.stop()
            self.start()
            done, saved = self._asked(content, steps, suffix)
        assert done.returncode == 0, done.stderr.decode()
        return saved.read_bytes()

    def _asked(
        self, content: bytes, steps: Sequence[Sequence[str]], suffix: str
    ) -> tuple[subprocess.CompletedProcess[bytes], Path]:
        opened, saved = self.folder / "opened.docx", self.folder / f"saved{suffix}"
        opened.write_bytes(content)
        saved.unlink(missing_ok=True)
        asked = {"pipe": self.pipe, "open": opened.as_uri(), "save": saved.as_uri(), "steps": list(map(list, steps))}
        done = subprocess.run(
            [str(self.programs.python), str(Path(__file__).with_name("office_steps.py"))],
            input=json.dumps(asked).encode(), capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        return done, saved

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    programs = office_programs()
    if programs is None:
        pytest.fail("nothing may be skipped, but no LibreOffice with Python's uno was found")
    running = Running(tmp_path_factory.mktemp("office"), programs)
    yield running.edit
    running.stop()


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
        opened, saved = folder / "opened.docx", folder / "saved" / "opened.docx"
        opened.write_bytes(content)
        saved.unlink(missing_ok=True)
        into = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved.parent), str(opened)]
        for _try in range(2):
            profile = f"-env:UserInstallation={(folder / uuid4().hex).as_uri()}"
            command = [str(programs.soffice), profile, "--headless", *into]
            done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
            if done.returncode == 0 and saved.exists():
                return saved.read_bytes()
        pytest.fail(done.stderr.decode())

    return save
