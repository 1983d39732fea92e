"""Embedding models whose folders do not say all of how they are used, by their names.

Prompts and pooling as on the models' cards: Qwen3-Embedding (Zhang et al. 2025), BGE (Xiao et al.
2023), BGE-M3 (Chen et al. 2024), E5 (Wang et al. 2022, 2024).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Pooling = Literal["cls", "mean", "last"]

_XLM_R = tuple(
    (
        "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha "
        "he hi hr hu hy id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl "
        "no om or pa pl ps pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi "
        "xh yi zh"
    ).split()
)
"""Languages of XLM-R (Conneau et al. 2020, table 6), on which the multilingual ones are built."""
_QWEN3 = tuple(
    (
        "af ar as az ba be bg bn bs ca cs cy da de el en es et eu fa fi fo fr ga gl gu he hi hr ht "
        "hu hy id is it ja jv ka kk km kn ko lb li lo lt lv mk ml mr ms mt my nb ne nl nn oc or pa "
        "pl pt ro ru sc sd si sk sl sq sr su sv sw ta te tg th tl tr tt uk ur uz vi yi yue zh"
    ).split()
)
"""Languages of Qwen3 (Yang et al. 2025, appendix) that have a short tag."""
_TASK = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
)


@dataclass(frozen=True)
class Recipe:
    """How a text becomes a vector. ``pooling`` says whose state it is: the first token's, the mean
    of all, or the last one's. ``query`` and ``passage`` are put before a text; ``end`` is a token
    that it has to end with; ``longest`` its tokens at most, 0 where only the model's positions
    limit it. ``languages`` are tags as the model's makers write them, empty if unknown."""

    pooling: Pooling
    query: str = ""
    passage: str = ""
    end: str = ""
    longest: int = 0
    lower_case: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """Models whose name holds ``name`` (a regular expression, lower case)."""

    name: str
    model_types: tuple[str, ...]
    recipe: Recipe = field(default_factory=lambda: Recipe("mean"))


KNOWN = (
    Known(
        r"qwen3.*embedding",
        ("qwen3",),
        Recipe("last", query=_TASK, end="<|endoftext|>", languages=_QWEN3),
    ),
    Known(r"bge-?m3", ("xlm-roberta",), Recipe("cls", languages=_XLM_R)),
    Known(
        r"bge-(small|base|large)-en",
        ("bert",),
        Recipe(
            "cls",
            query="Represent this sentence for searching relevant passages: ",
            languages=("en",),
        ),
    ),
    Known(
        r"bge-(small|base|large)-zh",
        ("bert",),
        Recipe("cls", query="为这个句子生成表示以用于检索相关文章：", languages=("zh",)),
    ),
    Known(
        r"multilingual-e5-.*instruct",
        ("xlm-roberta",),
        Recipe("mean", query=f"{_TASK} ", languages=_XLM_R),
    ),
    Known(
        r"multilingual-e5",
        ("bert", "xlm-roberta"),
        Recipe("mean", query="query: ", passage="passage: ", languages=_XLM_R),
    ),
    Known(
        r"(^|[/_-])e5-(small|base|large)",
        ("bert",),
        Recipe("mean", query="query: ", passage="passage: ", languages=("en",)),
    ),
)
"""The more special one first."""


def known(names: list[str], model_type: str) -> Recipe | None:
    """The recipe of a model by any of its names; None where nobody knows it."""
    for one in KNOWN:
        named = any(re.search(one.name, name.lower()) for name in names)
        if named and model_type in one.model_types:
            return one.recipe
    return None
