"""How an entry is cited: ¶217 in plenary; elsewhere the number carries the sign of its room.

¶M12 moderators' room · ¶S5 staff · ¶C3 colleagues' · ¶A1 open (to all) · ¶G·4 the caucus of party G. A dot stands only
in a caucus's label, so that no letter of a party can be taken for the sign of a room. In an address the dot is a full
stop: `/1/record/G.4/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guftugu.rooms.models import Room

SIGNS = {"plenary": "", "moderators": "M", "staff": "S", "colleagues": "C", "open": "A"}
_KINDS = {sign: kind for kind, sign in SIGNS.items()}
_WRITTEN = re.compile(r"¶?\s*(?:(?P<caucus>[^\W\d_]{1,3})[.·-]|(?P<sign>[A-Za-z]?))(?P<number>[1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class Label:
    """A label somebody typed: which room it means, and the number there."""

    kind: str
    letter: str
    number: int

    def is_of(self, room: Room) -> bool:
        return room.kind == self.kind and room.letter.casefold() == self.letter.casefold()


def label_of(room: Room, number: int) -> str:
    return f"¶{room.letter}·{number}" if room.is_caucus else f"¶{SIGNS[room.kind]}{number}"


def address_of(room: Room, number: int) -> str:
    return f"{room.letter}.{number}" if room.is_caucus else f"{SIGNS[room.kind]}{number}"


def read_label(typed: str) -> Label | None:
    written = _WRITTEN.fullmatch(typed.strip())
    if written is None:
        return None
    number = int(written["number"])
    if written["caucus"]:
        return Label("caucus", written["caucus"], number)
    kind = _KINDS.get(written["sign"].upper())
    return Label(kind, "", number) if kind else None
