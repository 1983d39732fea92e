"""The engine's state in the person's words, for the status line and the models page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.error_text import describe
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.state import EngineState, ModelState, Phase
from nibble_engine.api import WORK, Embed, Level, ModelInfo, Role, Stage

translate = QCoreApplication.translate


def status_text(state: EngineState, role: Role) -> str:
    """One line: what the engine does, or what it is ready with for ``role``."""
    if state.phase is Phase.FAILED and state.error is not None:
        text = describe(state.error)
        return f"{text.title}. {text.action}"
    if state.phase is Phase.OFF:
        return translate("Engine", "The engine is off")
    if state.phase is Phase.STARTING:
        return translate("Engine", "Starting the engine…")
    loading = next((model for model in state.models.values() if model.loading), None)
    info = state.model_for(role)
    if loading is not None and (info is None or state.phase is Phase.LOADING):
        return loading_text(loading)
    if info is None:
        error = state.models[role].error
        return describe(error).title if error else translate("Engine", "No model is loaded")
    embedder = state.model_for(Role.EMBEDDING)
    work = [command for command in state.jobs.values() if isinstance(command, WORK)]
    if embedder is not None and work and all(isinstance(command, Embed) for command in work):
        return translate("Engine", "Reading for the search by meaning · {model}").format(
            model=model_text(embedder)
        )
    if state.phase is Phase.BUSY:
        speed = QLocale().toString(state.tokens_per_second, "f", 1)
        return translate("Engine", "Generating · {speed} tokens/s · {model}").format(
            speed=speed, model=model_text(info)
        )
    return translate("Engine", "Ready · {model}").format(model=model_text(info))


def loading_text(model: ModelState) -> str:
    """What a load is doing, with its percentage where it is known."""
    percent = f"{model.done * 100 // model.total} %" if model.total else ""
    if model.stage is Stage.IMPORT:
        return translate("Engine", "Preparing the engine… {percent}").format(percent=percent)
    if model.stage is Stage.WARM:
        return translate("Engine", "Warming up the model…")
    return translate("Engine", "Loading the model… {percent}").format(percent=percent)


def model_text(info: ModelInfo) -> str:
    """Name, bits, device and memory."""
    parts = [
        model_name(info.name),
        level_text(info.level),
        info.device.upper(),
        memory_text(info.memory),
    ]
    return " · ".join(parts)


STARTER = QT_TRANSLATE_NOOP("Engine", "Starter (tiny, for trying things out)")


def model_name(name: str) -> str:
    """A model's name; the starter's is said in the person's language."""
    return translate("Engine", name)


def level_text(level: Level) -> str:
    """A level in two or three words."""
    if level.is_gguf:
        return translate("Engine", "{bits} bits (GGUF {name})").format(
            bits=level.bits, name=level.value.upper()
        )
    return {
        Level.FULL: translate("Engine", "16 bits"),
        Level.INT8: translate("Engine", "8 bits"),
        Level.NF4: translate("Engine", "4 bits (NF4)"),
        Level.FP4: translate("Engine", "4 bits (FP4)"),
    }[level]


def memory_text(size: float) -> str:
    """Bytes as MB or GB (powers of ten, as computers are sold)."""
    if size < 1e9:
        return f"{QLocale().toString(size / 1e6, 'f', 0 if size >= 1e7 else 1)} MB"
    return f"{QLocale().toString(size / 1e9, 'f', 1)} GB"
