"""What import-linter cannot see: foreign keys, templates, and whether its own contracts name every package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObject, ManyToManyField

from tests.architecture.house import HOUSE, packages, parsed, sources, spot, up_to, walls

POINTS_AT_TEMPLATE = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"'#]+)""")
TEMPLATE_NAME = re.compile(r"([a-z_]+)/[\w/-]+\.(?:html|txt)(?:#[\w-]+)?")


def our_fields() -> Iterator[Field]:  # type: ignore[type-arg]
    for model in apps.get_models():
        if model.__module__.startswith("guftugu."):
            yield from (field for field in model._meta.get_fields() if isinstance(field, Field))


def package_of(module: str) -> str:
    """Django's own tables lie below everything."""
    return module.split(".")[1] if module.startswith("guftugu.") else packages()[0]


def test_foreign_keys_point_only_to_earlier_packages() -> None:
    upwards = [
        f"{field.model.__name__}.{field.name} → {field.related_model.__name__}"
        for field in our_fields()
        if isinstance(field, ForeignObject | ManyToManyField)
        and package_of(field.related_model.__module__) not in up_to(package_of(field.model.__module__))
    ]
    assert upwards == []


def test_foreign_keys_have_no_way_back() -> None:
    """A reverse name would put a later package's word on an earlier package's model."""
    with_way_back = [
        f"{field.model.__name__}.{field.name}"
        for field in our_fields()
        if isinstance(field, ForeignObject | ManyToManyField) and not field.remote_field.hidden
    ]
    assert with_way_back == []


def test_tables_are_named_after_their_package() -> None:
    strangers = [
        f"{model.__name__}: {model._meta.db_table}"
        for model in apps.get_models()
        if model.__module__.startswith("guftugu.")
        and not model._meta.db_table.startswith(f"{package_of(model.__module__)}_")
    ]
    assert strangers == []


def templates_named_in(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix == ".html":
        text = path.read_text(encoding="utf-8")
        yield from ((text.count("\n", 0, match.start()) + 1, match[1]) for match in POINTS_AT_TEMPLATE.finditer(text))
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and TEMPLATE_NAME.fullmatch(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("package", packages())
def test_templates_come_from_the_package_or_an_earlier_one(package: str) -> None:
    readers = [*sources(package), *sorted((HOUSE / package).rglob("*.html"))]
    upwards = [
        f"{spot(path, line)} uses {name}"
        for path in readers
        for line, name in templates_named_in(path)
        if "/" in name and name.split("/")[0] in packages() and name.split("/")[0] not in up_to(package)
    ]
    assert upwards == []


@pytest.mark.parametrize("package", packages())
def test_templates_and_files_lie_under_their_packages_name(package: str) -> None:
    """Two packages' `list.html` would hide one another. Django's error pages have fixed names, and `look` has them."""
    strangers = [
        spot(path)
        for kind in ("templates", "static")
        for path in sorted((HOUSE / package / kind).glob("*"))
        if path.name != package and not (package == "look" and re.fullmatch(r"\d{3}(_csrf)?\.html", path.name))
    ]
    assert strangers == []


def test_every_package_stands_inside_the_walls() -> None:
    inside = walls()["importlinter:contract:inside"]["containers"].split()
    assert sorted(inside) == sorted(f"guftugu.{package}" for package in packages())


@pytest.mark.parametrize("package", packages())
def test_tables_are_private(package: str) -> None:
    if (HOUSE / package / "models.py").exists() or (HOUSE / package / "models").is_dir():
        contract = walls()[f"importlinter:contract:models-of-{package}"]
        assert contract["protected_modules"].split() == [f"guftugu.{package}.models"]
        assert contract["allowed_importers"].split() == [f"guftugu.{package}", "guftugu.models"]
