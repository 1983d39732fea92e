"""Tiny tokenizers, and models with random weights, of the translation families."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import model_factory
import sentencepiece

HUNYUAN = (
    "{% for m in messages %}{% if m['role'] == 'user' %}<|im_start|>{{ m['content'] }}<|im_end|>"
    "{% else %}{{ m['content'] }}{% endif %}{% endfor %}"
    "{% if enable_thinking is not defined or enable_thinking %}<think>{% endif %}"
)
# The rules of TranslateGemma's template: a user's turn with one part, codes from a table.
GEMMA = (
    '{% set languages = {"en": "English", "fr": "French", "ja": "Japanese", "zh-Hans": "Chinese",'
    ' "zh-Hant": "Chinese", "fil": "Filipino"} %}'
    "{% if messages[0]['role'] != 'user' or messages[0]['content'] is string %}"
    "{{ raise_exception('not a translation') }}{% endif %}"
    "{% set part = messages[0]['content'][0] %}"
    "{% if part['source_lang_code'] not in languages %}{{ raise_exception('no such') }}{% endif %}"
    "<|im_start|>{{ languages[part['source_lang_code']] }} ({{ part['source_lang_code'] }}) to "
    "{{ languages[part['target_lang_code']] }} ({{ part['target_lang_code'] }}):\n\n"
    "{{ part['text'] }}<|im_end|>\n"
)


def chat(folder: Path, template: str) -> Path:
    """A byte-level tokenizer with a template."""
    folder.mkdir(parents=True)
    model_factory.chat_tokenizer(folder)
    (folder / "chat_template.jinja").write_text(template, encoding="utf-8")
    return folder


def hunyuan(folder: Path) -> Path:
    """A dense Hunyuan of two layers."""
    from transformers import HunYuanDenseV1Config, HunYuanDenseV1ForCausalLM

    return _model(chat(folder, HUNYUAN), HunYuanDenseV1Config, HunYuanDenseV1ForCausalLM)


def gemma(folder: Path) -> Path:
    """A text-only Gemma 3 of two layers with TranslateGemma's kind of template."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    return _model(chat(folder, GEMMA), Gemma3TextConfig, Gemma3ForCausalLM)


def _model(folder: Path, make_config: type[Any], make_model: type[Any]) -> Path:
    config = make_config(
        vocab_size=model_factory.VOCABULARY,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=32,
        max_position_embeddings=512,
        bos_token_id=None,
        eos_token_id=2,
        pad_token_id=0,
    )
    make_model(config).save_pretrained(folder)
    return folder


def m2m100(folder: Path) -> Path:
    """An M2M100 of one layer each side."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    folder.mkdir(parents=True)
    found = pieces(folder)
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    listed = [*special, *(piece for piece, _ in found if piece not in special)]
    vocabulary = {piece: number for number, piece in enumerate(listed)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    tokenizer = M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "spm.model"), src_lang="en", tgt_lang="zh"
    )
    tokenizer.save_pretrained(folder)
    config = M2M100Config(
        vocab_size=len(listed) + 110,
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=128,
    )
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def nllb(folder: Path) -> Path:
    """NLLB's tokenizer over single characters."""
    from transformers import NllbTokenizer

    characters = sorted(set("▁" + "".join(model_factory.CORPUS).replace(" ", "")))
    listed = ["<s>", "<pad>", "</s>", "<unk>", *characters]
    vocabulary = {piece: number for number, piece in enumerate(listed)}
    NllbTokenizer(vocab=vocabulary, merges=[]).save_pretrained(folder)
    (folder / "config.json").write_text('{"model_type": "m2m_100"}', encoding="utf-8")
    return folder


def t5(folder: Path, marks: tuple[str, ...]) -> Path:
    """A T5 of one layer each side whose vocabulary has ``marks``."""
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    folder.mkdir(parents=True)
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((mark, 0.0) for mark in marks)]
    plain = [(p, s) for p, s in pieces(folder) if p not in {"<s>", "</s>", "<unk>"}]
    vocabulary = [*special, *plain]
    T5Tokenizer(vocab=vocabulary, extra_ids=0).save_pretrained(folder)
    config = T5Config(
        vocab_size=len(vocabulary),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        decoder_start_token_id=0,
    )
    T5ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def pieces(folder: Path) -> list[tuple[str, float]]:
    text = folder / "corpus.txt"
    text.write_text("\n".join(model_factory.CORPUS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "spm"),
        vocab_size=120,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    text.unlink()
    read = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    return [(read.id_to_piece(i), read.get_score(i)) for i in range(read.get_piece_size())]
