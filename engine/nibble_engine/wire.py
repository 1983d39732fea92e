"""One message a line: JSON, UTF-8, its type named by the field ``type``."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from nibble_engine.api import AnyCommand, AnyEvent
from nibble_engine.errors import ProtocolError

MAX_LINE = 64 * 2**20
"""Longest line in bytes that is still read; a longer one is a broken peer."""

_T = TypeVar("_T")
_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def encode(message: AnyCommand | AnyEvent) -> bytes:
    """One line with its line feed; JSON escapes every line feed inside."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> AnyCommand:
    """The command on this line; raises `ProtocolError` for anything else."""
    return _decode(_commands, line)


def decode_event(line: bytes) -> AnyEvent:
    """The event on this line; raises `ProtocolError` for anything else."""
    return _decode(_events, line)


def _decode(decoder: msgspec.json.Decoder[_T], line: bytes) -> _T:
    if len(line) > MAX_LINE:
        raise ProtocolError(reason="line too long")
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(reason=str(error)) from error
