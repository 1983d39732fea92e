"""The tokens: text can be read on what it stands on, and the style sheet has no holes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from nibble_app.settings import Settings
from nibble_app.theme import Theme, Tokens
from nibble_app.theme.tokens import DARK, LIGHT
from nibble_engine.resources import resource

PAIRS = [
    *[("text", on) for on in ("window", "surface", "raised", "sunken", "accent_soft")],
    *[("text", on) for on in ("inserted", "deleted")],
    *[("text", f"{tone}_soft") for tone in ("danger", "warning", "success")],
    *[("muted", on) for on in ("window", "surface", "raised", "sunken")],
    *[("muted", f"{tone}_soft") for tone in ("accent", "danger", "warning", "success")],
    *[("link", on) for on in ("window", "surface", "code_background")],
    *[("accent", on) for on in ("window", "surface", "sunken", "accent_soft")],
    *[("danger", on) for on in ("window", "surface", "raised")],
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("code_text", "code_background"),
    ("muted", "code_background"),
]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_has_a_contrast_of_at_least_four_and_a_half(
    tokens: Tokens, front: str, back: str
) -> None:
    light, dark = sorted(
        (luminance(getattr(tokens, front)), luminance(getattr(tokens, back))), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    theme = Theme(qapp, Settings(tmp_path / "config.toml"))
    yield theme
    theme.close()
    qapp.setStyleSheet("")


def test_every_icon_of_the_code_is_shipped_and_drawn(theme: Theme) -> None:
    for file in sorted(resource("icons").glob("*.svg")):
        assert not theme.icon(file.stem, "accent").pixmap(20, 20).isNull()
        assert "currentColor" in file.read_text("utf-8"), file.name


def test_the_theme_follows_its_settings(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config.toml")
    theme = Theme(qapp, settings)
    changes: list[bool] = []
    theme.changed.connect(lambda: changes.append(theme.is_dark))
    settings.set("ui.theme", "dark")
    settings.set("ui.font_size", 18)
    settings.set("ui.theme", "light")
    assert changes == [True, True, False]
    assert qapp.font().pixelSize() == 18
    assert not re.search(r"\$\w", qapp.styleSheet())
    theme.close()
    qapp.setStyleSheet("")
