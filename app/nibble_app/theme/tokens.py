"""The design tokens: every colour and size of the window, once for light and once for dark.

Text on its background has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Tokens:
    """Colours as "#rrggbb"; sizes in pixels."""

    dark: bool
    window: str
    surface: str
    raised: str
    sunken: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    danger: str
    warning: str
    success: str
    danger_soft: str
    warning_soft: str
    success_soft: str
    code_background: str
    code_text: str
    inserted: str
    deleted: str
    link: str
    font_size: int = 14

    @property
    def font_small(self) -> int:
        """Captions and meta lines."""
        return max(10, self.font_size - 2)

    @property
    def font_heading(self) -> int:
        """Headings of a page's parts."""
        return self.font_size + 2

    @property
    def font_title(self) -> int:
        """A page's title."""
        return self.font_size + 8

    def sized(self, font_size: int) -> Tokens:
        """The same colours with another body size."""
        return replace(self, font_size=font_size)


LIGHT = Tokens(
    dark=False,
    window="#f7f6f3",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#efede8",
    border="#e2dfd8",
    border_strong="#c9c5bb",
    text="#22211e",
    muted="#67645c",
    accent="#0f6b66",
    accent_hover="#0b5652",
    accent_text="#ffffff",
    accent_soft="#dcefec",
    danger="#b3261e",
    warning="#8a5300",
    success="#1d6b3a",
    danger_soft="#fbe6e4",
    warning_soft="#fbeeda",
    success_soft="#e0f2e6",
    code_background="#f3f1ec",
    code_text="#2b2a26",
    inserted="#d6f0dd",
    deleted="#fbdcd9",
    link="#0f6b66",
)
DARK = Tokens(
    dark=True,
    window="#1a1a18",
    surface="#222220",
    raised="#2a2a27",
    sunken="#141412",
    border="#363531",
    border_strong="#4d4b46",
    text="#eceae4",
    muted="#a8a59c",
    accent="#5cc2b8",
    accent_hover="#7ad2c9",
    accent_text="#06211f",
    accent_soft="#1d3a37",
    danger="#ff9a92",
    warning="#f0b866",
    success="#7fd19a",
    danger_soft="#42211f",
    warning_soft="#3d2e16",
    success_soft="#1b3625",
    code_background="#181816",
    code_text="#e4e2dc",
    inserted="#1f4a2e",
    deleted="#5a2622",
    link="#7ad2c9",
)
