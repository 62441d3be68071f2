"""How the memo of Dialogue #6 was made: first draft, two rounds, agreement, hand-overs."""
