from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "text_begun": _("began a text"),
    "version_written": _("wrote a version of a text"),
}
THINGS = {"version": _("a version of a text")}
