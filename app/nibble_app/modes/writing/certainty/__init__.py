"""How sure the model was of each word of its last answer, and what other bits would have said."""

from nibble_app.modes.writing.certainty.part import CertaintyPart

__all__ = ["CertaintyPart"]
