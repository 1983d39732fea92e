"""The part for tests made of bad answers."""
