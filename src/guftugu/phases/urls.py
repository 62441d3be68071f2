from __future__ import annotations

from guftugu.phases.verbs import THINGS, VERBS
from guftugu.rooms.verbs import name_things, word

word(VERBS)
name_things(THINGS)

app_name = "phases"
urlpatterns = []
