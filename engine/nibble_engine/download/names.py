"""Names of files from outside: which are safe, and which of a repository are taken."""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["text", "weights"]

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "clock$", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
_WEIGHTS = re.compile(r"model(-\d{5}-of-\d{5})?\.safetensors")
_TEXTS = frozenset(
    """
    config.json generation_config.json tokenizer.json tokenizer_config.json special_tokens_map.json
    added_tokens.json vocab.json vocab.txt target_vocab.json merges.txt tekken.json
    spiece.model tokenizer.model sentencepiece.model sentencepiece.bpe.model source.spm target.spm
    chat_template.jinja chat_template.json preprocessor_config.json processor_config.json
    modules.json sentence_bert_config.json config_sentence_transformers.json
    model.safetensors.index.json nibble.json README.md
    """.split()
)
_LICENCE = re.compile(r"(LICEN[CS]E|NOTICE|USE_POLICY)[\w.-]{0,40}", re.IGNORECASE)
_LICENCE_FORMS = re.compile(r"[^.]*(\.(md|txt|rst))?", re.IGNORECASE)
_MODULE = re.compile(r"\d_[A-Za-z]{1,30}/(config\.json|model\.safetensors)")
"""Sentence Transformers keep a pooling or dense layer in a numbered folder."""


def is_safe(name: str) -> bool:
    """Whether a name, with ``/`` between its parts, stays in its folder on every system."""
    if not name or len(name) > 512 or "\\" in name or ":" in name:
        return False
    if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in name):
        return False
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return all(_is_safe_part(part) for part in name.split("/"))


def _is_safe_part(part: str) -> bool:
    if part in ("", ".", "..") or part[-1] in ". " or len(part.encode()) > 255:
        return False
    return part.split(".", 1)[0].rstrip().casefold() not in _DEVICES


def part_of(name: str) -> Part | None:
    """What a file of a model repository is taken as; None where it is left out.

    Nothing is taken that could be run: no pickles, no Python, and no second copy of the weights
    in another form.
    """
    if _WEIGHTS.fullmatch(name):
        return "weights"
    if module := _MODULE.fullmatch(name):
        return "weights" if module[1] == "model.safetensors" else "text"
    is_licence = _LICENCE.fullmatch(name) and _LICENCE_FORMS.fullmatch(name)
    return "text" if name in _TEXTS or is_licence else None


def is_pickle(name: str) -> bool:
    """Whether a file holds weights in a form that can run code when it is read."""
    return name.lower().endswith((".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack"))
