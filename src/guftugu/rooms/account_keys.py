"""An account's key pair, and the two ways to its private half: the passphrase and the recovery code."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nacl import pwhash
from nacl.utils import random

from guftugu.rooms import sealing

if TYPE_CHECKING:
    from guftugu.rooms.models import Account

WORDS_IN_A_PASSPHRASE = 6
DIFFERENT_WORDS = 4
SHORTEST_WORD, LONGEST_WORD = 3, 9
SHORTEST_PASSPHRASE = WORDS_IN_A_PASSPHRASE * SHORTEST_WORD
PASSPHRASE = b"guftugu:passphrase"
RECOVERY = b"guftugu:recovery"

# Operations and memory of Argon2id. What stands in an account's row wins over the setting.
STRETCHING = {
    "moderate": (pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE),
    "interactive": (pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE),
    "lowest": (pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN),
}


@dataclass(frozen=True, slots=True)
class KeyPair:
    public: bytes
    private: bytes


def new_pair() -> KeyPair:
    private = sealing.new_key()
    return KeyPair(public=sealing.public_half(private), private=private)


def new_passphrase() -> str:
    """Six words of the EFF's long list: about 77 bits."""
    from xkcdpass import xkcd_password  # noqa: PLC0415 (the list is read only when a passphrase is made)

    words = xkcd_password.generate_wordlist(wordfile="eff-long", min_length=SHORTEST_WORD, max_length=LONGEST_WORD)
    return str(xkcd_password.generate_xkcdpassword(words, numwords=WORDS_IN_A_PASSPHRASE, delimiter=" "))


def new_recovery_code() -> str:
    """120 random bits as six groups of four letters and digits that are not taken for one another."""
    letters = base64.b32encode(random(15)).decode()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def wrap_under_passphrase(private: bytes, passphrase: str, *, stretching: str) -> bytes:
    return _wrap(private, plain_passphrase(passphrase), purpose=PASSPHRASE, stretching=stretching)


def wrap_under_recovery_code(private: bytes, code: str, *, stretching: str) -> bytes:
    return _wrap(private, _plain_code(code), purpose=RECOVERY, stretching=stretching)


def private_from_passphrase(wrapped: bytes, passphrase: str) -> bytes:
    return _unwrap(wrapped, plain_passphrase(passphrase), purpose=PASSPHRASE)


def private_from_recovery_code(wrapped: bytes, code: str) -> bytes:
    return _unwrap(wrapped, _plain_code(code), purpose=RECOVERY)


def is_long_enough(passphrase: str) -> bool:
    """Of somebody's own words: as many as are proposed, no shorter, and not one of them over and over."""
    words = plain_passphrase(passphrase).decode().split()
    is_long = len(words) >= WORDS_IN_A_PASSPHRASE and sum(map(len, words)) >= SHORTEST_PASSPHRASE
    return is_long and len(set(words)) >= DIFFERENT_WORDS


def is_same_passphrase(one: str, other: str) -> bool:
    return plain_passphrase(one) == plain_passphrase(other)


def plain_passphrase(passphrase: str) -> bytes:
    """Capitals and spaces do not matter when one types from paper."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().split()).encode()


def fingerprint_of(account: Account) -> str:
    """Of the account's public key; "" before it has one."""
    return sealing.fingerprint(bytes(account.public_key)) if account.public_key else ""


def take_as_long(stretching: str) -> None:
    """For a name that nobody has: the same work, so that the wait does not tell."""
    operations, memory = STRETCHING[stretching]
    pwhash.argon2id.kdf(sealing.KEY_BYTES, b"nobody", bytes(pwhash.argon2id.SALTBYTES), operations, memory)


def _wrap(private: bytes, told: bytes, *, purpose: bytes, stretching: str) -> bytes:
    operations, memory = STRETCHING[stretching]
    salt = random(pwhash.argon2id.SALTBYTES)
    key = pwhash.argon2id.kdf(sealing.KEY_BYTES, told, salt, operations, memory)
    cost = operations.to_bytes(4, "big") + memory.to_bytes(8, "big")
    return cost + salt + sealing.wrap(private, key=key, purpose=purpose + cost + salt)


def _unwrap(wrapped: bytes, told: bytes, *, purpose: bytes) -> bytes:
    if len(wrapped) < 12 + pwhash.argon2id.SALTBYTES:
        raise sealing.CannotOpen
    cost, salt = wrapped[:12], wrapped[12 : 12 + pwhash.argon2id.SALTBYTES]
    operations, memory = int.from_bytes(cost[:4], "big"), int.from_bytes(cost[4:], "big")
    key = pwhash.argon2id.kdf(sealing.KEY_BYTES, told, salt, operations, memory)
    return sealing.unwrap(wrapped[len(cost) + len(salt) :], key=key, purpose=purpose + cost + salt)


def _plain_code(code: str) -> bytes:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return plain.replace("0", "O").replace("1", "I").replace("8", "B").encode()
