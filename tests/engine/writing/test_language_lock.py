"""An answer in another language or script than its text is told; what is only quoted is not."""

from __future__ import annotations

import pytest

from nibble_engine.writing.language_lock import drifted, kept_language

EN = "We have received your parcel and will send the refund within five working days."
ZH = "我们已经收到您寄回的包裹，会在五个工作日内把退款打到您的账户。"
HANT = "我們已經收到您寄回的包裹，會在五個工作日內把退款匯到您的帳戶。"
FR = "Nous avons bien reçu votre colis et nous vous rembourserons dans un délai de cinq jours."
RU = "Мы получили вашу посылку и вернём деньги в течение пяти рабочих дней."


@pytest.mark.parametrize(
    ("original", "made", "tag"),
    [
        (ZH, EN, "en"),
        (EN, ZH, "zh-Hans"),
        (ZH, HANT, "zh-Hant"),
        (HANT, ZH, "zh-Hans"),
        (EN, FR, "fr"),
        (ZH, RU, "ru"),
        (EN, RU, "ru"),
        (ZH, ZH + "\n\n" + EN, "en"),
        (EN, EN + "\n\n" + ZH, "zh-Hans"),
        (ZH, "お荷物を受け取りました。返金は五営業日以内に行います。", "ja"),
    ],
)
def test_a_drift_is_told_with_the_language_it_went_to(original: str, made: str, tag: str) -> None:
    assert drifted(original, made) == tag


@pytest.mark.parametrize(
    ("original", "made"),
    [
        (ZH, "您寄回的包裹我们已收到，退款将于五个工作日内到账。"),
        (EN, "Your parcel has arrived, and you will get the refund within five working days."),
        (HANT, "您寄回的包裹我們已收到，退款將於五個工作日內匯入。"),
        ("你好", "您好"),
        ("OK", "好的"),
        ("谢谢！", "Thanks!"),
        (ZH, ZH + "（英文原文：“We have received your parcel and will send the refund soon.”）"),
        (EN, EN + " The note said “我们已经收到您寄回的包裹，会尽快退款”."),
        (
            "请打开 Settings，再点 Network，然后点 Reset。",
            "先打开 Settings，点 Network 后再点 Reset。",
        ),
        (
            "本文比较 PyTorch、TensorFlow 和 JAX 三个框架。",
            "PyTorch、TensorFlow、JAX 三个框架在本文中比较。",
        ),
        (
            "Visit https://example.com/中文/页面 for more details please.",
            "More at https://example.com.",
        ),
        ("乾隆皇帝在位六十年。", "乾隆皇帝在位共六十年。"),
        (FR, "Votre colis est bien arrivé; le remboursement suivra dans les cinq jours ouvrables."),
    ],
)
def test_what_is_no_drift_is_let_through(original: str, made: str) -> None:
    assert drifted(original, made) == ""


def test_the_language_to_keep_to_is_that_of_the_text_itself() -> None:
    assert kept_language(ZH) == "zh-Hans" and kept_language(HANT) == "zh-Hant"
    assert kept_language(EN + " (她说：“好。”)") == "en"
