"""Every family of the registry, walked with a real tokenizer and model of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import family_factory
import model_factory
import pytest
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

from nibble_engine.api import Message
from nibble_engine.errors import LanguageError, NibbleError, NoModelError
from nibble_engine.families import families, family_of
from nibble_engine.families.family import Family
from nibble_engine.families.marian import Marian
from nibble_engine.languages import TABLE
from nibble_engine.prompts import translate_prompt

MADLAD = ("<2zh>", "<2en>", "<2iw>", "<2fil>", "<2fr>")
TURNS = [
    Message(role="system", content="Be kind."),
    Message(role="user", content="Where is it?"),
    Message(role="assistant", content="Here."),
    Message(role="user", content="谢谢"),
]
MAKERS: dict[str, Callable[[Path], Path]] = {
    "qwen3": lambda folder: model_factory.causal(folder, family="qwen3"),
    "chat template": lambda folder: model_factory.causal(folder, family="llama"),
    "plain": lambda folder: _without_template(model_factory.causal(folder, family="llama")),
    "hunyuan": family_factory.hunyuan,
    "translategemma": family_factory.gemma,
    "marian": model_factory.marian,
    "m2m100": family_factory.m2m100,
    "nllb": family_factory.nllb,
    "madlad": lambda folder: family_factory.t5(folder, MADLAD),
    "other": lambda folder: family_factory.t5(folder, ()),
}
FAMILIES = {family.name: family for family in families()}
CAUSAL = ("qwen3", "chat template", "plain", "hunyuan", "translategemma")


def _without_template(folder: Path) -> Path:
    (folder / "chat_template.jinja").unlink()
    return folder


class Made:
    """A family with a model of its own on disk."""

    def __init__(self, name: str, path: Path) -> None:
        self.path = MAKERS[name](path)
        self.model_type = AutoConfig.from_pretrained(path, local_files_only=True).model_type
        self.tokenizer: Any = AutoTokenizer.from_pretrained(path, local_files_only=True)
        self.kind = "causal" if name in CAUSAL else "seq2seq"
        self.family: Family = FAMILIES[name]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    root, kept = tmp_path_factory.mktemp("t"), dict[str, Made]()

    def one(name: str) -> Made:
        if name not in kept:
            kept[name] = Made(name, root / name.replace(" ", "-"))
        return kept[name]

    return one


def test_every_family_has_a_model_here() -> None:
    assert set(FAMILIES) == set(MAKERS)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_takes_its_own_models(name: str, made: Callable[[str], Made]) -> None:
    own = made(name)
    assert family_of(own.model_type, own.tokenizer, own.kind) is own.family
    config = SimpleNamespace(eos_token_id=[2, 5])
    assert {2, 5} <= own.family.stop_tokens(own.tokenizer, config)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_translates_or_says_why_not(name: str, made: Callable[[str], Made]) -> None:
    own = made(name)
    for language in TABLE:
        for pair in (("en", language.tag), (language.tag, "en")):
            reason = own.family.can_translate(own.tokenizer, *pair)
            assert reason in {
                "", "not_a_translator", "no_such_language", "one_pair", "same_language",
            }  # fmt: skip
            if own.kind == "causal":
                continue
            if reason:
                with pytest.raises(LanguageError) as caught:
                    own.family.translation(own.tokenizer, "Hello", *pair)
                assert caught.value.params == {"source": pair[0], "target": pair[1]}
            else:
                ids = own.family.translation(own.tokenizer, "Hello", *pair)
                assert ids[-1] == own.tokenizer.eos_token_id
    assert own.family.can_translate(own.tokenizer, "en", "tlh") != ""
    assert own.family.can_translate(own.tokenizer, "en", "en") != ""
    able = own.family.can_translate(own.tokenizer, "en", "zh") == ""
    assert able == (name != "other")


@pytest.mark.parametrize("name", ["qwen3", "chat template", "plain", "hunyuan"])
def test_causal_families_hold_a_conversation(name: str, made: Callable[[str], Made]) -> None:
    own = made(name)
    text = own.tokenizer.decode(own.family.chat(own.tokenizer, TURNS))
    assert all(turn.content in text for turn in TURNS)
    assert text.index("谢谢") > text.index("Here.")
    assert "<think>" not in text


@pytest.mark.parametrize("name", [name for name in FAMILIES if name not in CAUSAL])
def test_the_others_do_not(name: str, made: Callable[[str], Made]) -> None:
    own = made(name)
    with pytest.raises(NibbleError):
        own.family.chat(own.tokenizer, TURNS)
    with pytest.raises(LanguageError):
        own.family.translation_messages("Hello", "en", "zh")
    assert own.family.follows == frozenset()


@pytest.mark.parametrize("name", CAUSAL)
def test_wishes_are_followed_or_left_out(name: str, made: Callable[[str], Made]) -> None:
    own = made(name)
    wished: dict[str, Any] = {
        "terms": (("order", "订单"),),
        "formality": "formal",
        "instruction": "Keep {braces} in mind.",
        "context": "What came before.",
    }
    bare = own.family.translation_messages("My order {n}", "en", "zh")
    for wish, value in wished.items():
        messages = own.family.translation_messages("My order {n}", "en", "zh", **{wish: value})
        assert (messages != bare) == (wish in own.family.follows), wish
        text = own.tokenizer.decode(own.family.chat(own.tokenizer, messages))
        assert text.count("My order {n}") == 1
        if wish in own.family.follows and wish in ("instruction", "context"):
            assert value in text
    together = own.family.translation_messages("My order {n}", "en", "zh", **wished)
    told = "".join(message.content for message in together)
    assert ("订单" in told) == ("terms" in own.family.follows)
    assert told.count("My order {n}") == 1


def test_chat_models_get_the_request_they_were_trained_with() -> None:
    for name in ("qwen3", "chat template", "plain"):
        asked = FAMILIES[name].translation_messages("你好", "zh", "en")
        assert asked == [Message(role="user", content=translate_prompt("你好", "zh", "en"))]
    tagged = FAMILIES["qwen3"].translation_messages("⟦1⟧Hi⟦/1⟧", "en", "zh")[0].content
    assert "Keep every tag" in tagged


@pytest.mark.parametrize(
    ("arguments", "wishes", "expected"),
    [
        (
            ("Hi", "en", "zh"),
            {},
            "将以下文本翻译为中文，注意只需要输出翻译后的结果，不要额外解释：\n\nHi",
        ),
        (
            ("你好", "zh-Hans", "zh-TW"),
            {},
            "将以下文本翻译为繁体中文，注意只需要输出翻译后的结果，不要额外解释：\n\n你好",
        ),
        (
            ("Hi", "en", "fr"),
            {},
            "Translate the following text into French. Note that you should only output the "
            "translated result without any additional explanation:\n\nHi",
        ),
        (
            ("An order", "en", "zh"),
            {"terms": (("order", "订单"), ("{x}", "某"))},
            "参考下面的翻译：\norder 翻译成 订单\n{x} 翻译成 某\n\n"
            "将以下文本翻译为中文，注意只需要输出翻译后的结果，不要额外解释：\n\nAn order",
        ),
        (
            ("Hi", "en", "de"),
            {"formality": "formal"},
            "Please translate the following text into German. Note that the translation style "
            "must strictly conform to [formal and polite]:\n\nHi",
        ),
        (
            ("Hi", "en", "zh"),
            {"formality": "informal", "instruction": "用“您”。"},
            "【待翻译文本】\nHi\n\n【翻译任务】\n1、翻译的风格要严格符合【随意、亲切】。\n"
            "2、用“您”。\n3、将【待翻译文本】翻译为中文，只输出译文。",
        ),
        (
            ("⟦1⟧Hi⟦/1⟧", "en", "zh"),
            {},
            "请将以下文本准确翻译为中文。\n你必须在译文中保留等量的分隔符，绝对不可遗漏、转义或翻译该"
            "符号，并注意分隔符的位置。\n\n⟦1⟧Hi⟦/1⟧",
        ),
    ],
)
def test_hunyuan_is_asked_as_its_card_says(
    arguments: tuple[str, str, str], wishes: dict[str, Any], expected: str
) -> None:
    asked = FAMILIES["hunyuan"].translation_messages(*arguments, **wishes)
    assert [message.content for message in asked] == [expected]


def test_translategemma_gets_languages_and_text(made: Callable[[str], Made]) -> None:
    own = made("translategemma")
    messages = own.family.translation_messages("Hello", "en", "zh-TW")
    text = own.tokenizer.decode(own.family.chat(own.tokenizer, messages))
    assert text.startswith("<|im_start|>English (en) to Chinese (zh-Hant):\n\nHello<|im_end|>")
    assert own.family.written(own.tokenizer, "zh-TW") == "zh-Hant"
    assert own.family.can_translate(own.tokenizer, "en", "tl") == ""
    assert own.family.can_translate(own.tokenizer, "en", "ko") == "no_such_language"
    with pytest.raises(NoModelError):
        own.family.chat(own.tokenizer, TURNS)


@pytest.mark.parametrize(
    ("name", "codes"), [("m2m100", ("en", "zh")), ("nllb", ("eng_Latn", "zho_Hans"))]
)
def test_the_tokens_are_those_of_the_tokenizer(
    name: str, codes: tuple[str, str], made: Callable[[str], Made]
) -> None:
    own = made(name)
    own.tokenizer.src_lang = codes[0]
    ids = own.family.translation(own.tokenizer, "Where is the station?", "en", "zh")
    assert ids == own.tokenizer("Where is the station?")["input_ids"]
    form = "__{}__" if name == "m2m100" else "{}"
    forced = own.family.forced_start(own.tokenizer, "zh-Hans")
    assert forced == own.tokenizer.convert_tokens_to_ids(form.format(codes[1]))
    spelled = own.family.translation(own.tokenizer, form.format(codes[1]) + " x", "en", "zh")
    assert forced not in spelled


def test_chinese_forms_of_models_that_write_simplified_only(made: Callable[[str], Made]) -> None:
    for name, form in (
        ("m2m100", "zh-Hans"),
        ("madlad", "zh-Hans"),
        ("marian", "zh-Hans"),
        ("nllb", "zh-Hant"),
        ("hunyuan", "zh-Hant"),
        ("qwen3", "zh-Hant-TW"),
    ):
        own = made(name)
        assert own.family.written(own.tokenizer, "zh-TW") == form
        assert own.family.can_translate(own.tokenizer, "en", "zh-Hant-TW") == ""
        same = own.family.can_translate(own.tokenizer, "zh", "zh-Hant-TW") == "same_language"
        assert same == (form == "zh-Hans")


def test_madlad_is_told_the_target_first(made: Callable[[str], Made]) -> None:
    own = made("madlad")
    ids = own.family.translation(own.tokenizer, "Where is\nthe station?", "en", "he")
    assert ids == own.tokenizer("<2iw> Where is the station?")["input_ids"]
    assert own.tokenizer.convert_tokens_to_ids("<2iw>") in ids
    assert own.family.forced_start(own.tokenizer, "he") is None
    assert own.family.can_translate(own.tokenizer, "en", "ko") == "no_such_language"


@pytest.mark.parametrize("name", ["m2m100", "madlad", "hunyuan", "translategemma"])
def test_transformers_loads_and_runs_such_a_model(name: str, made: Callable[[str], Made]) -> None:
    import torch

    own = made(name)
    factory = AutoModelForCausalLM if own.kind == "causal" else AutoModelForSeq2SeqLM
    model = factory.from_pretrained(own.path, local_files_only=True).eval()
    if own.kind == "causal":
        asked = own.family.translation_messages("Hello", "en", "zh")
        ids = own.family.chat(own.tokenizer, asked)
    else:
        ids = own.family.translation(own.tokenizer, "Hello", "en", "zh")
    forced = own.family.forced_start(own.tokenizer, "zh")
    options = {} if forced is None else {"forced_bos_token_id": forced}
    rows = torch.tensor([ids])
    out = model.generate(
        input_ids=rows, attention_mask=torch.ones_like(rows), max_new_tokens=4, **options
    )
    assert forced is None or int(out[0][1]) == forced
    assert out.shape[1] > (rows.shape[1] if own.kind == "causal" else 1)


def _marian(source: str, target: str, *marks: str) -> Any:
    known = {mark: number for number, mark in enumerate(marks, 5)}
    return SimpleNamespace(
        source_lang=source,
        target_lang=target,
        unk_token_id=1,
        convert_tokens_to_ids=lambda token: known.get(token, 1),
    )


@pytest.mark.parametrize(
    ("tokenizer", "pair", "reason"),
    [
        (_marian("en", "zh"), ("en", "zh-Hans"), ""),
        (_marian("en", "zh"), ("en", "zh-HK"), ""),
        (_marian("en", "zh"), ("zh", "en"), "one_pair"),
        (_marian("en", "zh"), ("fr", "zh"), "one_pair"),
        (_marian("eng", "zho", ">>cmn_Hans<<", ">>cmn_Hant<<"), ("en", "zh-Hant"), ""),
        (_marian("eng", "zho", ">>cmn_Hans<<"), ("zh", "en"), "no_such_language"),
        (_marian("en", "zh", ">>en<<", ">>zh<<"), ("zh", "en"), ""),
        (_marian("en", "zh", ">>en<<", ">>zh<<"), ("fr", "en"), "no_such_language"),
        (_marian("en", "mul", ">>deu<<", ">>fra<<"), ("de", "fr"), "no_such_language"),
        (_marian("ROMANCE", "en"), ("es", "en"), ""),
        (_marian("en", "zh"), ("en", "tlh"), "no_such_language"),
        (_marian("en", "zh"), ("zh", "zh-TW"), "same_language"),
    ],
)
def test_marian_knows_its_pairs(tokenizer: Any, pair: tuple[str, str], reason: str) -> None:
    assert Marian().can_translate(tokenizer, *pair) == reason


def test_anything_causal_is_served(made: Callable[[str], Made]) -> None:
    tokenizer = made("qwen3").tokenizer
    assert family_of("never_heard_of", tokenizer, "causal").name == "chat template"
    assert family_of("gemma3", tokenizer, "causal").name == "chat template"
    bare = SimpleNamespace(chat_template=None)
    assert family_of("never_heard_of", bare, "causal").name == "plain"
    assert family_of("bart", bare, "seq2seq").name == "other"
