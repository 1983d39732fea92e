"""What a translation has to heed besides the text, in words that any instructed model takes."""

from __future__ import annotations

from nibble_engine.documents.unit import tags
from nibble_engine.families.family import Terms

_FORMALITY = {
    "en": {
        "formal": "Use a formal, polite tone.",
        "informal": "Use an informal, friendly tone.",
    },
    "zh": {"formal": "语气正式、礼貌。", "informal": "语气随意、亲切。"},
}
_TAGS = {
    "en": "Keep every tag such as ⟦1⟧ and ⟦/1⟧ unchanged, at the place that fits.",
    "zh": "⟦1⟧、⟦/1⟧ 这样的标签要原样保留，放在相应的位置。",
}
_TERMS = {"en": "Translate these terms as given:", "zh": "下列术语必须这样翻译："}
_CONTEXT = {
    "en": "This is the text before, for understanding only; do not translate it:",
    "zh": "下面是上文，只供理解，不要翻译：",
}


def wishes(
    tongue: str, text: str, *, terms: Terms, formality: str, instruction: str, context: str
) -> str:
    """The wishes as paragraphs in ``tongue`` ("zh" or "en"), empty for none. Terms that ``text``
    does not hold are the caller's to leave out."""
    lines = [_FORMALITY[tongue].get(formality, ""), _TAGS[tongue] if tags(text) else ""]
    parts = [
        f"{_CONTEXT[tongue]}\n{context}" if context else "",
        _TERMS[tongue] + "".join(f"\n{one} → {other}" for one, other in terms) if terms else "",
        "\n".join(line for line in [*lines, instruction] if line),
    ]
    return "\n\n".join(part for part in parts if part)
