"""Whole documents in the translation mode: a queue that is translated, and a table to review."""
