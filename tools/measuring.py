"""What every benchmark that needs a store begins with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable


def in_a_store(measure: Callable[[], None]) -> None:
    """Measure in a workspace of its own, with the cheapest keys. Django reads its settings once it is known where."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GUFTUGU_DIR": folder, "GUFTUGU_KEY_STRETCHING": "lowest"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "guftugu.desk.settings", "GUFTUGU_HOSTS": "testserver"}
        import django  # noqa: PLC0415 (the settings read where the store is)

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        measure()
