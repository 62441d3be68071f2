"""`make lock`: renew requirements/ from pyproject.toml. With `--check`, say where they disagree, without the network.

Each lock holds the one before it: what one laptop runs, the same with PostgreSQL's driver, the same with the tools.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

FOLDER = Path("requirements")
LOCKS = {
    "run.txt": ["--group", "build"],
    "postgres.txt": ["--group", "build", "--extra", "postgres", "-c", "requirements/run.txt"],
    "dev.txt": ["--group", "dev", "-c", "requirements/postgres.txt"],
}
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        faults = list(_faults())
        print("\n".join(faults))
        return bool(faults)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    for name, options in LOCKS.items():
        print(f"{FOLDER / name}")
        compiling = [*COMPILE, "--python", sys.executable, "pyproject.toml", *options, *arguments]
        subprocess.run([sys.executable, "-m", *compiling, "-o", str(FOLDER / name)], check=True)
    return 0


def _faults() -> Iterator[str]:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + list(_of_group(project, "build"))
    yield from _faults_of("run.txt", wanted)
    wanted += project["project"]["optional-dependencies"]["postgres"]
    yield from _faults_of("postgres.txt", wanted)
    wanted += _of_group(project, "dev")
    yield from _faults_of("dev.txt", wanted)


def _of_group(project: dict[str, Any], name: str) -> Iterator[str]:
    for line in project["dependency-groups"][name]:
        if isinstance(line, str):
            yield line
        else:
            yield from _of_group(project, line["include-group"])


def _faults_of(name: str, wanted: Iterable[str]) -> Iterator[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    pins = {_plain(package): version for package, version in PIN.findall(text)}
    for line in wanted:
        requirement = Requirement(line)
        version = pins.get(_plain(requirement.name))
        if version is None:
            yield f"{name} does not lock {requirement.name}: make lock"
        elif not requirement.specifier.contains(version, prereleases=True):
            yield f"{name} locks {requirement.name} {version}, which is not {requirement.specifier}: make lock"
    if "://" in text:
        yield f"{name} names a host"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
