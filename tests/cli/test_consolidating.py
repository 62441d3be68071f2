"""`guftugu consolidate`, as a secretary without a workspace calls it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from guftugu.cli import guftugu as group
from guftugu.cli.failing import run
from guftugu.texts.files.returned import read_file
from tests.cli.calling import Ended, Guftugu

DRAFT = """# Framework

Both sides agree that fighting must stop. They will meet in spring.

## Refugees

Refugees return in safety. The government guarantees their property.

- in dignity
- at once
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    revised = {
        "North": DRAFT.replace("spring", "May").replace("must", "should"),
        "Ҷануб": DRAFT.replace("spring", "June").replace("safety. ", "safety.\n\n"),
        "East": DRAFT.replace("- at once\n", ""),
    }
    for hand, text in revised.items():
        (tmp_path / f"{hand}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def consolidated(folder: Path, capsys: pytest.CaptureFixture[str]) -> Guftugu:
    def call(*arguments: object) -> Ended:
        code = run(group, ["consolidate", *map(str, arguments)])
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return call


def test_no_workspace_is_needed(guftugu: Guftugu, folder: Path) -> None:
    done = guftugu("consolidate", folder / "draft.md", folder / "North.md", "-o", folder / "out.json")
    assert (done.code, done.err) == (0, "0 brackets · 0 sentences to check\n"), done.err
    assert "North" in done.out
    assert (folder / "out.json").stat().st_mode & 0o777 == 0o600


def test_brackets_end_with_three_and_the_text_is_written(consolidated: Guftugu, folder: Path) -> None:
    done = consolidated("draft.md", "Ҷануб.md", "North.md", "East.md", "-o", "out.md")
    assert done.code == 3
    assert "1 bracket · 0 sentences to check" in done.err
    told = (folder / "out.md").read_text(encoding="utf-8")
    assert told.startswith("# Framework\n")
    assert r"They will meet in \[North: May \| Ҷануб: June \| as it was: spring\]." in told
    assert "Refugees return in safety.\n\nThe government guarantees" in told
    assert "at once\n" not in told.partition("Who asked")[0]
    assert "| East | leaving a passage out | taken | at once |  |" in told


def test_the_order_of_files_does_not_matter(consolidated: Guftugu, folder: Path) -> None:
    for number, files in enumerate((("North.md", "Ҷануб.md"), ("Ҷануб.md", "North.md"))):
        consolidated("draft.md", *files, "-o", f"{number}.json")
    assert (folder / "0.json").read_bytes() == (folder / "1.json").read_bytes()


def test_json_is_as_scripts_expect_it(consolidated: Guftugu, folder: Path) -> None:
    assert consolidated("draft.md", "North.md", "Ҷануб.md", "-o", "out.json").code == 3
    told = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert set(told) == {"passages", "brackets", "dispositions"}
    assert told["brackets"] == 1
    assert set(told["passages"][1]) == {"id", "kind", "pieces", "checks", "because"}
    assert told["passages"][1]["pieces"] == [
        {"text": "Both sides agree that fighting should stop. They will meet in "},
        {
            "alternatives": [
                {"hands": ["North"], "text": "May"},
                {"hands": ["Ҷануб"], "text": "June"},
                {"hands": [], "text": "spring"},
            ]
        },
        {"text": "."},
    ]
    assert {row["hand"] for row in told["dispositions"]} == {"North", "Ҷануб"}


@pytest.mark.parametrize("suffix", ["md", "json", "docx"])
def test_what_circulates_names_no_hand(consolidated: Guftugu, folder: Path, suffix: str) -> None:
    done = consolidated("draft.md", "North.md", "Ҷануб.md", "-o", f"out.{suffix}", "--circulate")
    assert (done.code, done.out) == (3, "")
    if suffix == "docx":
        told = "\n".join(one.words for one in read_file(folder / "out.docx").passages)
        assert "[Alt 1: June | Alt 2: May | Alt 3: spring]" in told
    else:
        told = (folder / f"out.{suffix}").read_text(encoding="utf-8")
    assert "June" in told
    assert "North" not in told
    assert "Ҷануб" not in told


def test_ids_and_orders_of_what_circulates_tell_no_hand(consolidated: Guftugu, folder: Path) -> None:
    for hand, own in (("Aral", "Prisoners go home."), ("North", "Roads are opened.")):
        text = DRAFT.replace("spring", {"Aral": "June", "North": "April"}[hand]).replace("## Ref", f"{own}\n\n## Ref")
        (folder / f"{hand}.md").write_text(text, encoding="utf-8")
    consolidated("draft.md", "Aral.md", "North.md", "-o", "named.json")
    consolidated("draft.md", "Aral.md", "North.md", "-o", "out.json", "--circulate")
    named, told = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("named.json", "out.json"))
    [bracket] = [piece for one in told["passages"] for piece in one["pieces"] if "alternatives" in piece]
    assert [one["text"] for one in bracket["alternatives"]] == ["April", "June", "spring"]
    [bracket] = [piece for one in named["passages"] for piece in one["pieces"] if "alternatives" in piece]
    assert [one["text"] for one in bracket["alternatives"]] == ["June", "April", "spring"]
    assert [one["id"] for one in told["passages"]] == ["p1", "p2", "new-3", "new-4", "p3", "p4", "p5", "p6"]


def test_a_bracket_keeps_the_space_that_its_wordings_end_with(consolidated: Guftugu, folder: Path) -> None:
    (folder / "draft.md").write_text("They meet.\n", encoding="utf-8")
    for hand, words in (("North", "They soon meet.\n"), ("South", "They never meet.\n")):
        (folder / f"{hand}.md").write_text(words, encoding="utf-8")
    assert consolidated("draft.md", "North.md", "South.md", "-o", "out.md", "--circulate").code == 3
    told = (folder / "out.md").read_text(encoding="utf-8").replace("\\", "")
    assert "They [Alt 1: never | Alt 2: soon | Alt 3: leave out] meet." in told


def test_a_draft_with_brackets_goes_round_again_without_brackets_in_brackets(
    consolidated: Guftugu, folder: Path
) -> None:
    open_still = "They meet in [Alt 1: June | Alt 2: May].\n"
    (folder / "draft.md").write_text(open_still, encoding="utf-8")
    (folder / "North.md").write_text("They meet in June.\n", encoding="utf-8")
    (folder / "South.md").write_text("They meet in April.\n", encoding="utf-8")
    assert consolidated("draft.md", "North.md", "South.md", "-o", "out.md", "--circulate").code == 3
    told = (folder / "out.md").read_text(encoding="utf-8").replace("\\", "")
    assert "They meet in [Alt 1: April | Alt 2: June | Alt 3: May]." in told
    assert consolidated("draft.md", "North.md", "South.md", "-o", "out.md").code == 3
    told = (folder / "out.md").read_text(encoding="utf-8").replace("\\", "")
    assert "They meet in [South: April | North, as it was: June | as it was: May]." in told


def test_word_files_are_read_and_written(consolidated: Guftugu, folder: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Both sides agree that fighting must stop.")
    made.add_paragraph("They will meet in spring.")
    made.save(str(folder / "draft.docx"))
    made.paragraphs[1].runs[0].text = "They will meet in May."
    made.paragraphs[0].insert_paragraph_before("Preamble")
    made.save(str(folder / "West.docx"))
    assert consolidated("draft.docx", "West.docx", "-o", "out.docx").code == 0
    content = BytesIO((folder / "out.docx").read_bytes())
    assert "They will meet in May." in [paragraph.text for paragraph in docx.Document(content).paragraphs]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["draft.md", "-o", "out.md"], 2, "REVISION"),
        (["draft.md", "North.md"], 2, "--output"),
        (["draft.md", "North.md", "-o", "out.pdf"], 2, ".docx, .md, .json"),
        (["draft.md", "North.md", "-o", "draft.md"], 2, "one of the files to be read"),
        (["draft.md", "North.md", "twin/North.md", "-o", "out.md"], 2, "Two revisions are called North"),
        (["draft.md", "absent.md", "-o", "out.md"], 1, "No such file"),
        (["draft.md", "North.md", "-o", "nowhere/out.md"], 1, "There is no folder"),
        (["draft.md", "North.md", "-o", "twin"], 2, ".docx, .md, .json"),
        (["draft.md", "other.md", "-o", "out.md"], 1, "Is it the right file?"),
        (["draft.md", "bad.docx", "-o", "out.md"], 1, "no Word document"),
    ],
)
def test_what_cannot_be_consolidated_is_one_line_and_nothing_is_written(
    consolidated: Guftugu, folder: Path, arguments: list[str], code: int, told: str
) -> None:
    (folder / "twin").mkdir()
    (folder / "twin" / "North.md").write_text(DRAFT, encoding="utf-8")
    (folder / "other.md").write_text("Вода и земля принадлежат всем.", encoding="utf-8")
    (folder / "bad.docx").write_bytes(b"PK but no package")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    done = consolidated(*arguments)
    assert (done.code, done.is_one_line) == (code, True), done.err
    assert told in done.err
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
