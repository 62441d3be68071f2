"""A model field for words: ciphertext in the store, words in memory once somebody with the key opened them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models

SEALED_NAMES = "_sealed_fields"
OPENED = "_opened"
SUNSET = "_sunset"
SHUT = "_shut"
BROKEN = "_broken"


class StillSealed(Exception):
    """Code asked for words that nobody opened. Nothing confidential is had but through a lookup with a viewer."""


class _Words:
    """What stands on the class: gives the opened words, or refuses."""

    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        opened = row.__dict__.get(OPENED, {})
        if self.field.attname not in opened:
            raise StillSealed(f"{owner.__name__}.{self.field.attname} has not been opened")
        return opened[self.field.attname]

    def __set__(self, row: models.Model, value: Any) -> None:
        if value is not None and not isinstance(value, bytes | bytearray | memoryview):
            raise TypeError(f"{self.field.attname} takes sealed words only: see rooms.words.seal")
        row.__dict__[self.field.attname] = None if value is None else bytes(value)
        row.__dict__.get(OPENED, {}).pop(self.field.attname, None)


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Words sealed under a shelf's key. `mark` is this field's id for ever: it is part of what is authenticated.

    Read as the opened words, "" where there are none or the viewer has no key for them.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: bytes | None
        _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, mark: str, **options: Any) -> None:
        self.mark = mark
        options.setdefault("null", True)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, arguments, options = super().deconstruct()
        return name, path, [self.mark, *arguments], options

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        setattr(cls, self.attname, _Words(self))

    def value_from_object(self, obj: models.Model) -> bytes | None:
        return obj.__dict__.get(self.attname)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: FBT001 (Django's signature)
        return self.value_from_object(model_instance)

    def words_from(self, plain: bytes) -> Any:
        return plain.decode()

    def no_words(self) -> Any:
        return ""


class SealedFileField(SealedField):
    """The bytes of a file, sealed like words."""

    if TYPE_CHECKING:
        _pyi_private_get_type: bytes  # type: ignore[assignment]

    def words_from(self, plain: bytes) -> bytes:
        return plain

    def no_words(self) -> bytes:
        return b""


class KeyField(models.BinaryField):  # type: ignore[type-arg]
    """A wrapped key. A backup keeps these apart from everything else."""


@cache
def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
