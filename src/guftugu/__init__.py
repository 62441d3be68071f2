"""Guftugu: for those who convene and moderate long, confidential dialogues."""

__version__ = "0.1.0"
