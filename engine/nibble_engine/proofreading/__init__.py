"""Proofreading by rules: no model, the same answer every time."""
