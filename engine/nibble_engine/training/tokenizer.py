"""Tokenizers trained from text, in the forms that transformers loads without code of ours."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
# Contractions, words with their space, single digits, one Chinese character at a time up to a
# short word, punctuation, line breaks: the shape that GPT-2 and Qwen use, digits split.
_PIECES = Regex(
    r"'(?:s|t|re|ve|m|ll|d)| ?[A-Za-z]+|[\u3400-\u9fff]{1,4}| ?\d| ?[^\s\w]+"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+|\w"
)


def train_marian(
    sentences: Iterable[str],
    folder: Path,
    size: int,
    languages: list[str],
    marks: Sequence[str] = (),
) -> None:
    """Writes source.spm, target.spm, vocab.json and tokenizer_config.json of a joint vocabulary.

    Unigram SentencePiece with byte fallback (any text can be written) and split digits; no
    normalization, so that full-width punctuation stays what it is. ``marks`` are never split.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = folder / "text.tmp"
    text.write_text("\n".join(sentences), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "source"),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9999,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        user_defined_symbols=list(marks),
        minloglevel=2,
        num_threads=2,
        input_sentence_size=200_000,
    )
    text.unlink()
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "source.vocab").unlink()
    shutil.copy(folder / "source.spm", folder / "target.spm")
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pieces = [model.id_to_piece(index) for index in range(model.get_piece_size())]
    pieces += [f">>{language}<<" for language in languages] + ["<pad>"]
    write_json(folder / "vocab.json", {piece: index for index, piece in enumerate(pieces)})
    config = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "en",
        "target_lang": "zh",
        "separate_vocabs": False,
        "model_max_length": 256,
    }
    write_json(folder / "tokenizer_config.json", config)


def train_chatml(texts: Iterable[str], folder: Path, size: int, context: int) -> None:
    """Writes tokenizer.json and tokenizer_config.json: byte-level BPE with a ChatML template."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_PIECES, behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[AddedToken(token, special=True) for token in SPECIAL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "model_max_length": context,
        "clean_up_tokenization_spaces": False,
        "chat_template": CHATML,
    }
    write_json(folder / "tokenizer_config.json", config)


def write_json(path: Path, value: object) -> None:
    """UTF-8, indented, with a line feed at the end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
