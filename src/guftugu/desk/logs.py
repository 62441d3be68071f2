"""A log line says that something failed and where in the code, never what was asked, typed or shown."""

from __future__ import annotations

import logging
import traceback


class WithoutWords(logging.Formatter):
    """Leaves out messages' arguments, paths and the values in exceptions: any of them may hold words."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            where = "; ".join(f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in frames[-6:])
            line += f" {record.exc_info[0].__name__} at {where}"
        return line
