"""How the window looks: tokens, the style sheet made of them, and recoloured icons."""

from nibble_app.theme.theme import Theme
from nibble_app.theme.tokens import Tokens

__all__ = ["Theme", "Tokens"]
