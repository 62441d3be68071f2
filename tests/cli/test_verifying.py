from __future__ import annotations

from pathlib import Path

from guftugu.texts.digests import digest_of, in_groups
from tests.cli.calling import ended

DIGEST = digest_of("Framework", ["Both sides agree.", "They meet."])


def test_a_final_text_is_told_from_another(tmp_path: Path) -> None:
    file = tmp_path / "final.md"
    file.write_text(f"# Framework\n\nDigest {in_groups(DIGEST)}\n\n1\\. Both sides agree.\n\n2\\. They meet.\n")
    told = ended("verify", file)
    assert told.code == 0
    assert in_groups(DIGEST) in told.out
    assert "This is the final text" in told.out
    assert ended("verify", file, "--digest", in_groups(DIGEST)).code == 0
    file.write_text(file.read_text().replace("They meet", "They do not meet"))
    other = ended("verify", file)
    assert other.code == 1
    assert "its words are others" in other.err


def test_what_was_added_is_named(tmp_path: Path) -> None:
    file = tmp_path / "final.txt"
    file.write_text("Framework\n\nBoth sides agree.\n\nThey meet.\n\nAnd nothing else.\n")
    told = ended("verify", file, "--digest", DIGEST)
    assert told.code == 1
    assert "And nothing else." in told.err


def test_a_question_that_cannot_be_answered(tmp_path: Path) -> None:
    file = tmp_path / "final.txt"
    file.write_text("Framework\n\nBoth sides agree.\n")
    for asked in (["verify", file], ["verify", file, "--digest", "abc"], ["verify", tmp_path / "none.md"]):
        told = ended(*asked)
        assert told.code == 2
        assert told.is_one_line
