from __future__ import annotations

import os
from pathlib import Path

import pytest

from guftugu.cli import guftugu as group
from guftugu.cli.failing import run
from guftugu.dialogues.tests.builders import House
from guftugu.reports.actions.leaving import release_paper
from guftugu.reports.tests.builders import IN_MODERATORS, build_papers, compose, decide, write_on
from guftugu.rooms.lookups import acts
from tests.cli.calling import Ended, Guftugu

MARCH = ("wrap-up", "--from", "1993-03", "--to", "1993-03-31")


@pytest.fixture
def house(db: None) -> House:
    return build_papers()


@pytest.fixture
def report(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Guftugu:
    (tmp_path / "guftugu.sqlite3").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUFTUGU_DIR", os.environ.get("GUFTUGU_DIR", ""))

    def call(*arguments: object, by: str = "moderator-us") -> Ended:
        monkeypatch.setenv("GUFTUGU_PASSPHRASE", house.passphrases[by])
        code = run(group, ["--dir", str(tmp_path), "--as", by, "report", *map(str, arguments)])
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return call


def test_a_report_is_written_whole_for_its_owner_alone(report: Guftugu, house: House, tmp_path: Path) -> None:
    for suffix, begins in (("md", b"# "), ("html", b"<!"), ("pdf", b"%PDF"), ("docx", b"PK")):
        file = tmp_path / f"report.{suffix}"
        file.write_bytes(b"an older one")
        done = report(*MARCH, "--audience", "colleagues", "--strict", "-o", file)
        assert (done.code, done.out) == (0, ""), done.err
        assert "0 things would leave" in done.err
        assert file.read_bytes().startswith(begins)
        assert file.stat().st_mode & 0o777 == 0o600
    assert [act.row.verb for act in acts(house.viewer("moderator-us"), most=4)] == ["paper_exported"] * 4
    assert {path.suffix for path in tmp_path.iterdir()} == {".md", ".html", ".pdf", ".docx", ".sqlite3"}


def test_a_paper_goes_to_the_screen_with_what_its_readers_may_know(report: Guftugu) -> None:
    memo, agenda = report("memo", "--meeting", 1), report("agenda", "--meeting", 1)
    assert "¶M1" in memo.out
    assert "# " in agenda.out
    assert "¶M" not in agenda.out
    assert IN_MODERATORS not in report(*MARCH).out


def test_what_somebody_edited_is_what_goes(report: Guftugu, house: House, tmp_path: Path) -> None:
    write_on(house, compose(house, "wrap-up"), f"It seems that {IN_MODERATORS}. [¶C1]")
    decide(house)
    done = report(*MARCH)
    assert "version 2" in done.err
    assert f"! {IN_MODERATORS}  (words of another room · moderators' room" in done.err
    assert IN_MODERATORS in done.out
    file = tmp_path / "report.md"
    refused = report(*MARCH, "--strict", "-o", file)
    assert refused.code == 1
    assert not file.exists()
    assert IN_MODERATORS not in report(*MARCH, "--anew", "--strict").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([*MARCH, "-o", "report.odt"], 2, "A report is written as .md, .html, .pdf, .docx."),
        (["wrap-up", "--from", "1993-04", "--to", "1993-03"], 2, "ends before it begins"),
        (["wrap-up", "--from", "1993-13", "--to", "1994-01"], 2, "no month and no day"),
        (["wrap-up", "--from", "1993-01", "--to", "1993-02-30"], 2, "no month and no day"),
        (["memo", "--meeting", "9"], 2, "There is no meeting 9."),
        (["memo", "--meeting", "1", "--audience", "colleagues"], 1, "not to know of that meeting"),
        ([*MARCH, "--audience", "the press"], 2, "the press"),
        ([*MARCH, "-o", "nowhere/report.md"], 1, "There is no folder"),
        ([*MARCH, "-o", "folder.md"], 1, "no plain file"),
        ([*MARCH, "-o", "link.md"], 1, "no plain file"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    report: Guftugu, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "kept.md").write_text("kept", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "kept.md")
    done = report(*arguments)
    assert (done.code, done.is_one_line) == (code, True), done.err
    assert told in done.err
    assert (tmp_path / "kept.md").read_text(encoding="utf-8") == "kept"


def test_who_composes_nothing_gets_what_was_released_to_him(report: Guftugu, house: House) -> None:

    refused = report(*MARCH, by="colleague")
    assert (refused.code, refused.is_one_line) == (1, True)
    paper = compose(house, "wrap-up")
    release_paper(paper, house.rooms["colleagues"], by=house.viewer("moderator-us"), now=paper.version.made_at)
    done = report(*MARCH, by="colleague")
    assert done.code == 0
    assert "new envoy" in done.out
    assert done.is_one_line
