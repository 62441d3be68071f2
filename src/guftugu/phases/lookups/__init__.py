from guftugu.phases.lookups.moments import columns, known_then
from guftugu.phases.lookups.ribbons import ribbon
from guftugu.phases.lookups.standings import StandingSeen, history, standing, standings
from guftugu.phases.lookups.usual import Usual, usual

__all__ = ["StandingSeen", "Usual", "columns", "history", "known_then", "ribbon", "standing", "standings", "usual"]
