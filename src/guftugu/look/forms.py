from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class PaperRenderer(DjangoTemplates):
    """Fields in the look's own frame, widgets as Django draws them."""

    field_template_name = "look/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("look/"):
            return get_template(template_name)
        return super().get_template(template_name)
