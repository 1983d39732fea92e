"""The sample shop in a base of its own, and the facts of a model that nobody loads."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.api import Level, ModelInfo, Role
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.resources import resource


def sample_base(folder: Path) -> KnowledgeBase:
    """A new base in ``folder`` with all of the sample shop's documents."""
    base = KnowledgeBase(folder / "base.db")
    base.add_source(resource("knowledge") / "sample")
    refresh(base)
    return base


def chat_model(*, starter: bool) -> ModelInfo:
    """What the engine would tell of a chat model."""
    return ModelInfo(
        name="model",
        path="model",
        role=Role.CHAT,
        family="other",
        level=Level.NF4,
        wanted=Level.NF4,
        bits=4.0,
        device="cpu",
        memory=1,
        parameters=1,
        context=4096,
        starter=starter,
    )
