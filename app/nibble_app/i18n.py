"""Marking texts for translation where there is no Qt."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Returns ``text``; the translation tools find it, and Qt code translates it later."""
    return text
