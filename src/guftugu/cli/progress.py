"""A bar for what takes more than a second, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

AFTER = 1.0


@contextmanager
def shown_progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told (how much is done, of how much). The bar is gone when all is done."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what)
    began, is_shown = monotonic(), False

    def told(done: int, of: int) -> None:
        nonlocal is_shown
        if not is_shown and monotonic() - began > AFTER:
            bar.start()
            is_shown = True
        if is_shown:
            bar.update(task, completed=done, total=of)

    try:
        yield told
    finally:
        if is_shown:
            bar.stop()
