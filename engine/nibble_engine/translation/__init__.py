"""Translating texts: sentences out of a text, and a text out of sentences."""
