"""Nibble's engine: local language models behind typed commands and events, without any window."""

__version__ = "0.1.0"
