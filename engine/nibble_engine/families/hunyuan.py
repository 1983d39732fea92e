"""Hunyuan-MT, HY-MT1.5 and Hy-MT2: Tencent's models for 33 languages and five of China's others.

The prompts are those of their model cards: Chinese ones where a side is Chinese, else English.
"""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.documents.unit import tags
from nibble_engine.errors import LanguageError
from nibble_engine.families.chat_template import ChatTemplate
from nibble_engine.families.family import Terms, any_pair
from nibble_engine.languages import canonical, find, is_chinese

_MISSING = frozenset({"lo"})
# Taiwan's and Hong Kong's ways of writing have no name there.
_ASKED = {"zh-Hant-TW": "zh-Hant", "zh-Hant-HK": "zh-Hant"}
_ZH = {
    "plain": "将以下文本翻译为{language}，注意只需要输出翻译后的结果，不要额外解释：\n\n{text}",
    "terms": "参考下面的翻译：\n{terms}\n\n",
    "term": "{source} 翻译成 {target}",
    "style": "请将以下文本翻译为{language}。\n注意翻译的风格要严格符合【{style}】\n\n{text}",
    "tags": "请将以下文本准确翻译为{language}。\n你必须在译文中保留等量的分隔符，绝对不可遗漏、转义"
    "或翻译该符号，并注意分隔符的位置。\n\n{text}",
    "tasks": "【待翻译文本】\n{text}\n\n【翻译任务】\n{tasks}",
    "task": "{number}、{task}",
    "last": "将【待翻译文本】翻译为{language}，只输出译文。",
    "keep": "保留等量的分隔符（如 ⟦1⟧），不可遗漏、转义或翻译，并注意其位置。",
    "tone": "翻译的风格要严格符合【{style}】。",
    "context": "【背景信息】\n{context}\n\n请结合背景信息将以下文本翻译为{language}，"
    "只翻译【待翻译文本】。\n\n【待翻译文本】\n{text}",
    "formal": "正式、礼貌",
    "informal": "随意、亲切",
}
_EN = {
    "plain": "Translate the following text into {language}. Note that you should only output the "
    "translated result without any additional explanation:\n\n{text}",
    "terms": "Reference the following translations:\n{terms}\n\n",
    "term": "{source} translates to {target}",
    "style": "Please translate the following text into {language}. Note that the translation style "
    "must strictly conform to [{style}]:\n\n{text}",
    "tags": "Please accurately translate the following text into {language}.\nYou must retain the "
    "exact same number of delimiters in the translation. Strictly do not omit, escape, or "
    "translate these symbols, and pay close attention to their placement.\n\n{text}",
    "tasks": "[Source Text]\n{text}\n\n[Translation Tasks]\n{tasks}",
    "task": "{number}. {task}",
    "last": "Translate the [Source Text] into {language}. Output the translation only.",
    "keep": "Retain the exact same number of delimiters such as ⟦1⟧, do not omit, escape or "
    "translate them, and mind their placement.",
    "tone": "The translation style must strictly conform to [{style}].",
    "context": "[Background Information]\n{context}\n\nPlease translate the following text into "
    "{language}, taking the provided background information into consideration. Translate the "
    "[Source Text] only.\n\n[Source Text]\n{text}",
    "formal": "formal and polite",
    "informal": "informal and friendly",
}


class Hunyuan(ChatTemplate):
    """The translation models and, of the same types, the general ones, with their thinking off."""

    name = "hunyuan"
    options = {"enable_thinking": False, "reasoning_effort": "no_think"}

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Dense and mixture-of-experts Hunyuan with a template."""
        types = ("hunyuan_v1_dense", "hunyuan_v1_moe", "hy_v3")
        return model_type in types and super().fits(model_type, tokenizer, kind)

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """The table without Lao."""
        del tokenizer
        return any_pair(source, target, _MISSING)

    def written(self, tokenizer: Any, target: str) -> str:
        """See `Family.written`."""
        del tokenizer
        own = canonical(target)
        return _ASKED.get(own, own)

    def translation_messages(
        self,
        text: str,
        source: str,
        target: str,
        *,
        terms: Terms = (),
        formality: str = "",
        instruction: str = "",
        context: str = "",
    ) -> list[Message]:
        """The card's form for one wish; for several its list of tasks."""
        chinese = is_chinese(source) or is_chinese(target)
        forms = _ZH if chinese else _EN
        language = find(_ASKED.get(canonical(target), target))
        if language is None:
            raise LanguageError(source=source, target=target)
        values = {
            "language": language.chinese if chinese else language.english,
            "style": forms.get(formality, ""),
            "context": context,
        }
        content = _filled(_form(forms, text, values, instruction), {**values, "text": text})
        pairs = "\n".join(_filled(forms["term"], {"source": a, "target": b}) for a, b in terms)
        lead = _filled(forms["terms"], {"terms": pairs}) if terms else ""
        return [Message(role="user", content=lead + content)]


def _form(forms: dict[str, str], text: str, values: dict[str, str], instruction: str) -> str:
    """The form for the wishes that there are, with a slot for the text."""
    wished = {
        "tags": forms["keep"] if tags(text) else "",
        "style": _filled(forms["tone"], values) if values["style"] else "",
        "own": instruction,
    }
    tasks = [task for task in wished.values() if task]
    background = values["context"]
    if not tasks:
        return forms["context" if background else "plain"]
    if len(tasks) == 1 and not instruction and not background:
        return forms["tags" if wished["tags"] else "style"]
    listed = [*tasks, _filled(forms["last"], values)]
    numbered = "\n".join(
        _filled(forms["task"], {"number": str(number), "task": task})
        for number, task in enumerate(listed, 1)
    )
    lead = forms["context"].split("\n\n")[0] + "\n\n" if background else ""
    return lead + forms["tasks"].replace("{tasks}", _unslotted(numbered))


def _filled(form: str, values: dict[str, str]) -> str:
    return form.format_map(values)


def _unslotted(text: str) -> str:
    """Words of a person as part of a form: braces in them are no slots."""
    return text.replace("{", "{{").replace("}", "}}")


FAMILY = Hunyuan()
