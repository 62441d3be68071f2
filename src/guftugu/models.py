"""Gathers the packages' models: one app, one history of migrations."""

from guftugu.desk import models as desk
from guftugu.dialogues import models as dialogues
from guftugu.drafting import models as drafting
from guftugu.people import models as people
from guftugu.phases import models as phases
from guftugu.record import models as record
from guftugu.reports import models as reports
from guftugu.rooms import models as rooms
from guftugu.texts import models as texts
from guftugu.trail import models as trail

__all__ = ["desk", "dialogues", "drafting", "people", "phases", "record", "reports", "rooms", "texts", "trail"]
