"""Settings: one declared schema, and the file that keeps what differs from it. Free of Qt."""

from nibble_app.settings.file import Settings
from nibble_app.settings.schema import SCHEMA
from nibble_app.settings.setting import Choice, Effect, Kind, Setting

__all__ = ["SCHEMA", "Choice", "Effect", "Kind", "Setting", "Settings"]
