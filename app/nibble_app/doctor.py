"""What ``nibble doctor`` finds: versions, device, memory, models, and whether they answer."""

from __future__ import annotations

import platform
import time
from typing import Any

import PySide6
from PySide6.QtCore import QCoreApplication

from nibble_app.console import Choice, CommandFailed, Console
from nibble_app.error_text import describe
from nibble_app.model_choice import chosen_path, model_folders
from nibble_app.settings import Settings
from nibble_app.system_libraries import has_display, missing_libraries
from nibble_engine import __version__
from nibble_engine.api import (
    Chat,
    Diagnose,
    Diagnosed,
    Embed,
    Embedded,
    Message,
    ModelInfo,
    Role,
    Sampling,
    Translate,
    new_job,
)
from nibble_engine.models.shelf import scan

_QUESTION = "How do I return an item?"
_SENTENCE = "Where is the station?"
_GREEDY = Sampling(temperature=0.0, max_new_tokens=64)


def examine(settings: Settings) -> dict[str, Any]:
    """Everything, with the self-test; takes as long as loading both models does."""
    found: dict[str, Any] = {
        "ok": False,
        "nibble": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "qt": PySide6.__version__,
        "display": has_display(),
        "missing_libraries": [library.name for library in missing_libraries()],
        "models": [model.name for model in scan(model_folders(settings)) if not model.problem],
        "torch": None,
        "device": None,
        "model": None,
        "bits": None,
        "embedding_model": None,
    }
    try:
        with Console(settings) as console:
            _engine(console, found)
            found["self_test"] = _self_test(console, found)
    except CommandFailed as failure:
        text = describe(failure.error)
        found["error"] = {"code": failure.error.code, "message": f"{text.title}. {text.detail}"}
        found.setdefault("self_test", {"ok": False, "seconds": 0.0, "text": ""})
    found["ok"] = bool(found["self_test"]["ok"])
    return found


def _engine(console: Console, found: dict[str, Any]) -> None:
    answer = console.ask(Diagnose(job=new_job()))
    diagnosis = next(e.diagnosis for e in answer.events if isinstance(e, Diagnosed))
    found |= {
        "torch": diagnosis.torch,
        "transformers": diagnosis.transformers,
        "bitsandbytes": diagnosis.bitsandbytes,
        "device": diagnosis.device,
        "cuda": diagnosis.cuda,
        "gpu": diagnosis.gpu,
        "cpu": diagnosis.cpu,
        "cpu_features": list(diagnosis.cpu_features),
        "threads": diagnosis.threads,
        "memory": {"total": diagnosis.memory_total, "free": diagnosis.memory_free},
        "gpu_memory": {"total": diagnosis.gpu_memory_total, "free": diagnosis.gpu_memory_free},
    }


def _self_test(console: Console, found: dict[str, Any]) -> dict[str, Any]:
    """The models are loaded and asked; ok if both say something, the translator in Chinese, and
    the embedding model, where the person has chosen one, gives a vector."""
    started = time.monotonic()
    info = console.load(Role.CHAT, Choice())
    found |= {"model": info.name, "bits": info.level.bits, "level": str(info.level)}
    found["bits_per_parameter"] = info.bits
    turns = (Message(role="user", content=_QUESTION),)
    said = console.ask(Chat(job=new_job(), messages=turns, sampling=_GREEDY)).text.strip()
    translator: ModelInfo = console.load(Role.TRANSLATION, Choice())
    translated = console.ask(
        Translate(job=new_job(), text=_SENTENCE, source="en", target="zh")
    ).text.strip()
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in translated)
    embeds = _embeds(console, found)
    return {
        "ok": bool(said) and chinese and embeds,
        "seconds": round(time.monotonic() - started, 2),
        "text": said,
        "translation": translated,
        "translation_model": translator.name,
    }


def _embeds(console: Console, found: dict[str, Any]) -> bool:
    """Whether search by meaning works, or is not wanted."""
    if chosen_path(console.settings, Role.EMBEDDING) is None:
        return True
    info = console.load(Role.EMBEDDING, Choice())
    found |= {"embedding_model": info.name, "embedding_languages": list(info.languages)}
    answer = console.ask(Embed(job=new_job(), texts=(_SENTENCE,), purpose="query"))
    return any(isinstance(event, Embedded) for event in answer.events)


def report(found: dict[str, Any]) -> str:
    """The same for people."""
    translate = QCoreApplication.translate
    test = found["self_test"]
    memory = found.get("memory") or {"total": 0, "free": 0}
    lines = [
        f"Nibble {found['nibble']} · Python {found['python']} · Qt {found['qt']}",
        f"torch {found['torch']} · {found['device']} · {found.get('gpu') or found.get('cpu')}",
        " ".join(found.get("cpu_features", [])),
        translate("Doctor", "Memory: {free:.1f} of {total:.1f} GB free").format(
            free=memory["free"] / 1e9, total=memory["total"] / 1e9
        ),
        translate("Doctor", "Model: {model}, {bits} bits").format(**found),
        translate("Doctor", "Self-test: {seconds} s").format(**test),
        f"  {_QUESTION} → {test['text']}",
        f"  {_SENTENCE} → {test.get('translation', '')}",
    ]
    if found["embedding_model"]:
        line = translate("Doctor", "Search by meaning: {model}")
        lines.append(line.format(model=found["embedding_model"]))
    if "error" in found:
        lines.append(found["error"]["message"])
    if found["missing_libraries"]:
        names = ", ".join(found["missing_libraries"])
        lines.append(translate("Doctor", "A window needs: {names}").format(names=names))
    good, bad = translate("Doctor", "All is well."), translate("Doctor", "Something is wrong.")
    lines.append(good if found["ok"] else bad)
    return "\n".join(line for line in lines if line.strip()) + "\n"
