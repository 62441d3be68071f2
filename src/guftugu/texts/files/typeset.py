"""Run as a program of its own: a paper's data in, its PDF out. It imports nothing of ours.

Typst keeps what it has set, to be quicker the next time: some 150 MB, and the words. Here both go with the program.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main() -> None:
    asked = json.load(sys.stdin.buffer)
    pdf = typst.compile(
        (HERE / asked["template"]).read_bytes(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"]),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(asked["paper"], ensure_ascii=False)},
        timestamp=asked["made_at"],
    )
    assert isinstance(pdf, bytes)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
