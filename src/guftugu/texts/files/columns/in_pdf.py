"""Columns as PDF: a table that goes on from page to page under its head."""

from __future__ import annotations

from typing import Any

from guftugu.texts.files.columns.laid import Head, Laid
from guftugu.texts.files.in_pdf import breakable, moment, pieces, spoken, typeset
from guftugu.texts.files.paper import Block

TEMPLATE = "columns.typ"


def as_pdf(laid: Laid) -> bytes:
    made = laid.made
    said = spoken(made) | {
        "title": breakable(made.title),
        "lines": [breakable(line) for line in made.lines],
        "heads": [_head(head) for head in laid.heads],
        "rows": [{"number": row.number, "cells": [_cell(cell) for cell in row.cells]} for row in laid.rows],
        "foot": breakable(made.foot),
        "lies": laid.lies,
        "made": moment(made.made_at),
    }
    return typeset(TEMPLATE, said, made.made_at)


def _head(head: Head) -> dict[str, Any]:
    return spoken(head) | {"name": breakable(head.name), "title": _cell(head.title)}


def _cell(block: Block | None) -> dict[str, Any] | None:
    if block is None:
        return None
    return spoken(block) | {
        "kind": block.kind,
        "level": block.level,
        "lines": [pieces(line, {}) for line in block.lines],
        "rows": [[pieces(cell, {}) for cell in row] for row in block.rows],
    }
