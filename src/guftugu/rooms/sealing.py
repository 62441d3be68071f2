"""How words are made unreadable. libsodium does all of it; here is only what goes in and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from uuid import UUID

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    sodium_pad,
    sodium_unpad,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random

KEY_BYTES = 32
OPEN = b"\x00"
SEALED = b"\x01"
SHELF_AT = slice(1, 17)
WORDS_FROM = 17
# Behind the shelf stands the nonce of this ciphertext, then the ciphertext.
CIPHERTEXT_FROM = WORDS_FROM + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


class CannotOpen(Exception):
    """The key is another, or the ciphertext was changed or moved."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ciphertext stands. It opens nowhere else."""

    field: str
    row: UUID
    room: UUID
    shelf: UUID
    epoch: int

    def as_bytes(self) -> bytes:
        ids = self.row.bytes + self.room.bytes + self.shelf.bytes
        return ids + self.epoch.to_bytes(8, "big") + self.field.encode()


def new_key() -> bytes:
    return random(KEY_BYTES)


def seal(words: bytes, *, key: bytes, place: Place) -> bytes:
    ciphertext = bytes(Aead(key).encrypt(_padded(words), aad=place.as_bytes()))
    return SEALED + place.shelf.bytes + ciphertext


def unseal(sealed: bytes, *, key: bytes, place: Place) -> bytes:
    # By libsodium's own binding: a page opens some thousand fields, and the box around it takes longer than the cipher.
    try:
        padded = crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[CIPHERTEXT_FROM:], place.as_bytes(), sealed[WORDS_FROM:CIPHERTEXT_FROM], key
        )
        return _unpadded(padded)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def left_open(words: bytes) -> bytes:
    """Words of the open room: kept as they are."""
    return OPEN + words


def head_of(stored: bytes) -> bytes:
    """What tells the shelf; `OPEN` for words of the open room."""
    return stored[:WORDS_FROM] if stored[:1] == SEALED else OPEN


def shelf_of(stored: bytes) -> UUID | None:
    """The shelf whose key opens this, read from its head; None for words of the open room."""
    return UUID(bytes=stored[SHELF_AT]) if stored[:1] == SEALED else None


def wrap(secret: bytes, *, key: bytes, purpose: bytes) -> bytes:
    return bytes(Aead(key).encrypt(secret, aad=purpose))


def unwrap(wrapped: bytes, *, key: bytes, purpose: bytes) -> bytes:
    try:
        return Aead(key).decrypt(wrapped, aad=purpose)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def wrap_for(public_key: bytes, secret: bytes) -> bytes:
    """Only the holder of the private half opens it; the one who wraps cannot."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(secret))


def unwrap_with(private_key: bytes, wrapped: bytes) -> bytes:
    try:
        return bytes(SealedBox(PrivateKey(private_key)).decrypt(wrapped))
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def derived(key: bytes, purpose: bytes) -> bytes:
    """Another key from a key; from the one for `purpose` nobody finds the first."""
    return blake2b(purpose, key=key, digest_size=KEY_BYTES).digest()


def public_half(private_key: bytes) -> bytes:
    return bytes(PrivateKey(private_key).public_key)


def voucher(told: bytes, *, key: bytes) -> bytes:
    """Whoever holds the key says: this is what I mean."""
    return blake2b(told, key=key, digest_size=KEY_BYTES, person=b"guftugu:voucher").digest()


def is_vouched(told: bytes, given: bytes, *, key: bytes) -> bool:
    return compare_digest(voucher(told, key=key), given)


def fingerprint(public_key: bytes) -> str:
    """Short enough to read to each other over a telephone: eight groups of four."""
    told = blake2b(public_key, digest_size=16, person=b"guftugu:print").hexdigest()
    return " ".join(told[at : at + 4] for at in range(0, len(told), 4))


def _padded(words: bytes) -> bytes:
    return bytes(sodium_pad(words, _block(len(words) + 1)))


def _unpadded(padded: bytes) -> bytes:
    return bytes(sodium_unpad(padded, _block(len(padded))))


def _block(length: int) -> int:
    """Coarser for longer words. A length and what it is padded to lie on the same step."""
    if length <= 1024:
        return 64
    return 512 if length <= 8192 else 4096
