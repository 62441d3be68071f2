"""Consolidate: one text out of a draft and what several hands would make of it."""

from guftugu.algorithms.consolidate.aligning import align
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
    in_brackets,
)
from guftugu.algorithms.consolidate.reasons import SENTENCES, Reason
from guftugu.algorithms.consolidate.rebasing import Carried, Rebased, rebase

__all__ = [
    "SENTENCES",
    "Alternative",
    "Bracket",
    "Carried",
    "Check",
    "Consolidation",
    "Disposition",
    "MergedPassage",
    "Passage",
    "Proposal",
    "Reason",
    "Rebased",
    "align",
    "consolidate",
    "in_brackets",
    "rebase",
]
