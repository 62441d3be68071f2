"""Gathers the packages' models: one app, one history of migrations."""

from guftugu.desk import models as desk
from guftugu.dialogues import models as dialogues
from guftugu.people import models as people
from guftugu.record import models as record
from guftugu.rooms import models as rooms
from guftugu.trail import models as trail

__all__ = ["desk", "dialogues", "people", "record", "rooms", "trail"]
