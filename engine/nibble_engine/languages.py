"""The languages the program knows, by BCP-47 tag, and the quick choice between Chinese and English.

What a text of any language is written in says detection.py; which of the languages a model can do
says its family.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Language(NamedTuple):
    """A language: its tag, its English name, its own name, its name in Chinese and the ISO 15924
    code of its script. The names are the ones by which models are asked."""

    tag: str
    english: str
    own: str
    chinese: str
    script: str

    @property
    def right_to_left(self) -> bool:
        """Whether lines run from the right."""
        return self.script in ("Arab", "Hebr")


TABLE: tuple[Language, ...] = (
    Language("zh-Hans", "Chinese", "简体中文", "中文", "Hans"),
    Language("zh-Hant", "Traditional Chinese", "繁體中文", "繁体中文", "Hant"),
    Language("zh-Hant-TW", "Traditional Chinese (Taiwan)", "臺灣正體", "台湾繁体中文", "Hant"),
    Language("zh-Hant-HK", "Traditional Chinese (Hong Kong)", "香港繁體", "香港繁体中文", "Hant"),
    Language("yue", "Cantonese", "粵語", "粤语", "Hant"),
    Language("en", "English", "English", "英语", "Latn"),
    Language("ja", "Japanese", "日本語", "日语", "Jpan"),
    Language("ko", "Korean", "한국어", "韩语", "Kore"),
    Language("fr", "French", "français", "法语", "Latn"),
    Language("de", "German", "Deutsch", "德语", "Latn"),
    Language("es", "Spanish", "español", "西班牙语", "Latn"),
    Language("pt", "Portuguese", "português", "葡萄牙语", "Latn"),
    Language("it", "Italian", "italiano", "意大利语", "Latn"),
    Language("nl", "Dutch", "Nederlands", "荷兰语", "Latn"),
    Language("ru", "Russian", "русский", "俄语", "Cyrl"),
    Language("uk", "Ukrainian", "українська", "乌克兰语", "Cyrl"),
    Language("pl", "Polish", "polski", "波兰语", "Latn"),
    Language("cs", "Czech", "čeština", "捷克语", "Latn"),
    Language("ar", "Arabic", "العربية", "阿拉伯语", "Arab"),
    Language("he", "Hebrew", "עברית", "希伯来语", "Hebr"),
    Language("fa", "Persian", "فارسی", "波斯语", "Arab"),
    Language("tr", "Turkish", "Türkçe", "土耳其语", "Latn"),
    Language("hi", "Hindi", "हिन्दी", "印地语", "Deva"),
    Language("bn", "Bengali", "বাংলা", "孟加拉语", "Beng"),
    Language("ta", "Tamil", "தமிழ்", "泰米尔语", "Taml"),
    Language("te", "Telugu", "తెలుగు", "泰卢固语", "Telu"),
    Language("mr", "Marathi", "मराठी", "马拉地语", "Deva"),
    Language("gu", "Gujarati", "ગુજરાતી", "古吉拉特语", "Gujr"),
    Language("ur", "Urdu", "اردو", "乌尔都语", "Arab"),
    Language("th", "Thai", "ไทย", "泰语", "Thai"),
    Language("vi", "Vietnamese", "Tiếng Việt", "越南语", "Latn"),
    Language("id", "Indonesian", "Bahasa Indonesia", "印尼语", "Latn"),
    Language("ms", "Malay", "Bahasa Melayu", "马来语", "Latn"),
    Language("tl", "Filipino", "Filipino", "菲律宾语", "Latn"),
    Language("km", "Khmer", "ខ្មែរ", "高棉语", "Khmr"),
    Language("my", "Burmese", "မြန်မာ", "缅甸语", "Mymr"),
    Language("lo", "Lao", "ລາວ", "老挝语", "Laoo"),
    Language("bo", "Tibetan", "བོད་སྐད་", "藏语", "Tibt"),
    Language("ug", "Uyghur", "ئۇيغۇرچە", "维吾尔语", "Arab"),
    Language("mn", "Mongolian", "монгол", "蒙古语", "Cyrl"),
    Language("kk", "Kazakh", "қазақша", "哈萨克语", "Cyrl"),
)
"""All of them."""

LANGUAGES: tuple[Language, ...] = (
    Language("zh", "Chinese", "中文", "中文", "Hans"),
    Language("en", "English", "English", "英语", "Latn"),
)
"""Those of the starter models, by the tags that settings and the command line have."""

_BY_TAG = {language.tag.lower(): language for language in TABLE}
_ALIASES = {
    "zh": "zh-hans",
    "cmn": "zh-hans",
    "zh-tw": "zh-hant-tw",
    "zh-hk": "zh-hant-hk",
    "zh-mo": "zh-hant-hk",
    "zh-hant-mo": "zh-hant-hk",
    "zh-yue": "yue",
    "iw": "he",
    "in": "id",
    "fil": "tl",
}

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def find(tag: str) -> Language | None:
    """The language of a BCP-47 tag in any case, with "_" for "-" too. A region or script that the
    table does not tell apart is ignored: "zh" and "zh-CN" find zh-Hans, "zh-TW" zh-Hant-TW,
    "pt-BR" pt."""
    parts = tag.replace("_", "-").lower().split("-")
    while parts:
        key = "-".join(parts)
        if found := _BY_TAG.get(_ALIASES.get(key, key)):
            return found
        parts.pop()
    return None


def canonical(tag: str) -> str:
    """The table's tag for a BCP-47 tag; a tag that it has not stays as it is."""
    language = find(tag)
    return language.tag if language else tag


def is_chinese(tag: str) -> bool:
    """Whether a tag is Chinese in any of its forms, Cantonese among them."""
    language = find(tag)
    return language is not None and language.script in ("Hans", "Hant")


def same_language(one: str, other: str) -> bool:
    """Whether two BCP-47 tags are of one language, whatever its script or country."""
    if is_chinese(one) and is_chinese(other):
        return True
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def nearest(tag: str) -> tuple[str, ...]:
    """The tag, and after it the written forms that script.py can turn into it, best first."""
    own = canonical(tag)
    forms = {"zh-Hant": ("zh-Hans",)}
    region = ("zh-Hant", "zh-Hans")
    return (own, *forms.get(own, region if own.startswith("zh-Hant-") else ()))


def detect(text: str) -> str:
    """ "zh" or "en" by script: one Chinese character weighs as much as one Latin word.

    Chinese text names products in Latin letters far more often than English text uses Chinese
    characters, so Chinese also wins a tie. Text without either counts as English.
    """
    han = len(_HAN.findall(text))
    words = len(_LATIN_WORD.findall(text))
    return "zh" if han and han >= words else "en"
