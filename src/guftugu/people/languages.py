from __future__ import annotations

import re

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# What is most often spoken at these tables; any other is typed as its code.
COMMON = {
    "tg": _("Tajik"),
    "ru": _("Russian"),
    "fa": _("Persian (Dari, Farsi)"),
    "uz": _("Uzbek"),
    "ky": _("Kyrgyz"),
    "en": _("English"),
}


def language_name(code: str) -> str:
    """In the reader's language where it is known, else the code."""
    if code in COMMON:
        return str(COMMON[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
