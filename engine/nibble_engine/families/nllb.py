"""NLLB-200: built like M2M100, with codes of its own. Its weights are not for commercial use, so
that the program never suggests it."""

from __future__ import annotations

from nibble_engine.families.m2m100 import M2M100


class Nllb(M2M100):
    """200 languages by ISO 639-3 and script."""

    name = "nllb"
    form = "{}"
    codes = {
        "zh-Hans": ("zho_Hans",),
        "zh-Hant": ("zho_Hant",),
        "yue": ("yue_Hant",),
        "en": ("eng_Latn",),
        "ja": ("jpn_Jpan",),
        "ko": ("kor_Hang",),
        "fr": ("fra_Latn",),
        "de": ("deu_Latn",),
        "es": ("spa_Latn",),
        "pt": ("por_Latn",),
        "it": ("ita_Latn",),
        "nl": ("nld_Latn",),
        "ru": ("rus_Cyrl",),
        "uk": ("ukr_Cyrl",),
        "pl": ("pol_Latn",),
        "cs": ("ces_Latn",),
        "ar": ("arb_Arab",),
        "he": ("heb_Hebr",),
        "fa": ("pes_Arab",),
        "tr": ("tur_Latn",),
        "hi": ("hin_Deva",),
        "bn": ("ben_Beng",),
        "ta": ("tam_Taml",),
        "te": ("tel_Telu",),
        "mr": ("mar_Deva",),
        "gu": ("guj_Gujr",),
        "ur": ("urd_Arab",),
        "th": ("tha_Thai",),
        "vi": ("vie_Latn",),
        "id": ("ind_Latn",),
        "ms": ("zsm_Latn",),
        "tl": ("tgl_Latn",),
        "km": ("khm_Khmr",),
        "my": ("mya_Mymr",),
        "lo": ("lao_Laoo",),
        "bo": ("bod_Tibt",),
        "ug": ("uig_Arab",),
        "mn": ("khk_Cyrl",),
        "kk": ("kaz_Cyrl",),
    }


FAMILY = Nllb()
