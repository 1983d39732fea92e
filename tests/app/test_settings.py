"""The settings file, with what people and accidents do to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from nibble_app.settings import SCHEMA, Effect, Kind, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def test_only_differences_are_written(path: Path) -> None:
    settings = Settings(path)
    settings.set("ui.font_size", 16)
    settings.set("engine.level", "8")
    settings.set("engine.level", "nf4")
    assert tomllib.loads(path.read_text("utf-8")) == {"ui": {"font_size": 16}}
    assert Settings(path).get("ui.font_size") == 16
    settings.reset("ui.font_size")
    assert path.read_text("utf-8") == ""


def test_a_broken_key_resets_alone_and_the_old_file_is_kept(path: Path) -> None:
    path.parent.mkdir()
    old = '[ui]\ntheme = "plaid"\nfont_size = 18\n[future]\nkey = [1, 2]\n'
    path.write_text(old, "utf-8")
    settings = Settings(path)
    assert settings.problems == ["ui.theme"]
    assert settings.get("ui.theme") == "system" and settings.get("ui.font_size") == 18
    (kept,) = path.parent.glob("config.toml.broken-*")
    assert kept.read_text("utf-8") == old
    assert tomllib.loads(path.read_text("utf-8")) == {
        "ui": {"font_size": 18},
        "future": {"key": [1, 2]},
    }
    assert Settings(path).problems == []


@pytest.mark.parametrize("content", [b"no toml at all [", b"\xff\xfe\x00", b"a=" + b"[" * 5000])
def test_a_file_that_is_no_toml_is_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.problems == ["config.toml"]
    assert all(settings.get(s.key) == s.default for s in SCHEMA)
    assert [kept.read_bytes() for kept in path.parent.glob("*.broken-*")] == [content]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ui.font_size", 9),
        ("ui.font_size", 14.5),
        ("ui.font_size", True),
        ("ui.font_size", "14"),
        ("sampling.temperature", float("nan")),
        ("sampling.temperature", -0.1),
        ("engine.level", "3"),
        ("translation.auto", 1),
        ("engine.chat_model", "a\0b"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_the_old_one_stays(
    path: Path, key: str, value: object
) -> None:
    settings = Settings(path)
    before = settings.get(key)
    with pytest.raises(ValueError):
        settings.set(key, value)
    assert settings.get(key) == before and not path.exists()


def test_whoever_subscribed_is_told_until_it_leaves(path: Path) -> None:
    settings = Settings(path)
    told: list[tuple[str, object]] = []
    leave = settings.subscribe(lambda key, value: told.append((key, value)))
    settings.set("ui.theme", "dark")
    settings.set("ui.theme", "dark")
    leave()
    settings.set("ui.theme", "light")
    assert told == [("ui.theme", "dark")]


def test_the_schema_is_whole() -> None:
    assert len({setting.key for setting in SCHEMA}) == len(SCHEMA)
    for setting in SCHEMA:
        assert setting.checked(setting.default) == setting.default
        assert not setting.section or setting.title
        assert (setting.kind is Kind.CHOICE) == bool(setting.choices)
    reloading = {setting.key for setting in SCHEMA if setting.effect is Effect.RELOAD_MODEL}
    assert {"engine.level", "engine.device", "engine.context"} <= reloading
