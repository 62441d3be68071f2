"""Consolidate: one text out of a draft and what several hands would make of it."""

from guftugu.algorithms.consolidate.consolidating import consolidate
from guftugu.algorithms.consolidate.passages import (
    Alternative,
    Bracket,
    Check,
    Consolidation,
    Disposition,
    MergedPassage,
    Passage,
    Proposal,
)
from guftugu.algorithms.consolidate.reasons import Reason

__all__ = [
    "Alternative",
    "Bracket",
    "Check",
    "Consolidation",
    "Disposition",
    "MergedPassage",
    "Passage",
    "Proposal",
    "Reason",
    "consolidate",
]
