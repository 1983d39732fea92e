"""The starter chat and writing model: a small Qwen3-shaped model with a ChatML template."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from transformers import AutoTokenizer, PreTrainedTokenizerBase, Qwen3Config, Qwen3ForCausalLM

from nibble_engine.resources import resource
from nibble_engine.training import corpora, grammar
from nibble_engine.training.batches import IGNORED, Sample
from nibble_engine.training.loop import Plan
from nibble_engine.training.tokenizer import train_chatml

NAME = "chat"
VOCABULARY = 8192
CONTEXT = 1024
PLAN = Plan(batch_tokens=1800, learning_rate=2e-3, weight_decay=0.05)
_LONGEST = 256
Dialogue = list[corpora.Turn]


def prepare(data: Path, folder: Path, seed: int) -> tuple[list[Sample], list[Sample]]:
    """Training and dev samples; the tokenizer is made once in ``folder``."""
    rng = random.Random(seed)
    dialogues = _support(data, rng) + _writing(data, rng)
    stories = corpora.stories(data / "tinystories-sample" / "tinystories_sample.txt")
    if not (folder / "tokenizer.json").exists():
        texts = [text for dialogue in dialogues for _, text in dialogue] + stories
        train_chatml(texts, folder, VOCABULARY, CONTEXT)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    samples = [_sample(tokenizer, dialogue) for dialogue in dialogues]
    samples += [_plain(tokenizer, story) for story in stories[800:]]
    samples = [sample for sample in samples if sample.length <= _LONGEST]
    rng.shuffle(samples)
    return samples[300:], samples[:300]


def model(folder: Path) -> Qwen3ForCausalLM:
    """An untrained model: 256 wide, 6 layers, 4 heads over 2 key–value heads, tied embeddings."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=256,
        num_hidden_layers=6,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        intermediate_size=768,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    return Qwen3ForCausalLM(config)


def _support(data: Path, rng: random.Random) -> list[Dialogue]:
    answers = corpora.support(data / "bitext-customer-support" / "bitext-2023-with-responses.csv")
    found = [_asked(q, a) for q, a in answers]
    found += [
        _asked(q, a) for q, a in corpora.instructions_zh(data / "oasst1-zh" / "oaast_sft_zh.json")
    ]
    made = list(grammar.exchanges(9000, rng.randint(0, 9999)))
    turns = [_asked(e.question[i], e.answer[i]) for e in made for i in (0, 1)]
    half = len(turns) // 3
    found += turns[half:]
    found += [[*a, *b] for a, b in zip(turns[0:half:4], turns[2:half:4], strict=False)]
    return [_with_system(dialogue, rng) for dialogue in found]


def _with_system(dialogue: Dialogue, rng: random.Random) -> Dialogue:
    if rng.random() < 0.5:
        return dialogue
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in dialogue[0][1])
    return [("system", _prompts()["support"]["system"]["zh" if chinese else "en"]), *dialogue]


def _writing(data: Path, rng: random.Random) -> list[Dialogue]:
    splits = corpora.splits(data / "wiki-split" / "validation.tsv")
    simpler = corpora.simpler(data / "onestop-english" / "ADV-ELE.txt")
    exchanges = list(grammar.exchanges(1200, rng.randint(0, 9999)))
    stories = corpora.stories(data / "tinystories-sample" / "tinystories_sample.txt")
    novels = corpora.novels(data / "chinese-classic-novels" / "novels-part.jsonl", 700)
    continued = [_cut(text, rng) for text in stories[:800] + novels]
    made = [_write("continue", *pair) for pair in continued]
    made += [_write("rewrite", *pair) for pair in splits[:1200] + simpler]
    made += [_write("shorten", *pair) for pair in simpler if len(pair[1]) < len(pair[0])]
    made += [_write("expand", short, long) for long, short in simpler if len(short) < len(long)]
    for exchange in exchanges[:600]:
        for index in (0, 1):
            answer = exchange.answer[index]
            joined = exchange.question[index] + (" " if index == 0 else "") + answer
            made += [_write("shorten", joined, answer), _write("expand", answer, joined)]
    made += [
        _write("summarise", *p)
        for p in list(corpora.summaries_en(data / "scitldr" / "train.jsonl"))[:1000]
    ]
    made += [
        _write("summarise", *p) for p in corpora.titles_zh(data / "csl-zh" / "benchmark-ts-dev.tsv")
    ]
    return made


def _cut(text: str, rng: random.Random) -> corpora.Pair:
    """A text's beginning and what follows, cut at a sentence's end near a third."""
    cuts = [i + 1 for i, letter in enumerate(text[:-20]) if letter in ".!?。！？"] or [
        len(text) // 3
    ]
    cut = min(cuts, key=lambda i: abs(i - len(text) * rng.uniform(0.2, 0.5)))
    return text[:cut], text[cut:].strip()[:400]


def _write(action: str, text: str, result: str) -> Dialogue:
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in text) * 4 > len(text)
    prompt = _prompts()["write"][action]["zh" if chinese else "en"]
    return _asked(prompt.replace("{text}", text), result)


def _asked(question: str, answer: str) -> Dialogue:
    return [("user", question), ("assistant", answer)]


def _prompts() -> dict[str, Any]:
    return tomllib.loads(resource("prompts", "tasks.toml").read_text("utf-8"))


def _sample(tokenizer: PreTrainedTokenizerBase, dialogue: Dialogue) -> Sample:
    """ChatML tokens; only what the assistant says, its end included, is learned."""
    inputs: list[int] = []
    labels: list[int] = []
    for role, text in dialogue:
        head = _ids(tokenizer, f"<|im_start|>{role}\n")
        body = _ids(tokenizer, f"{text}<|im_end|>")
        tail = _ids(tokenizer, "\n")
        inputs += head + body + tail
        learned = body if role == "assistant" else [IGNORED] * len(body)
        labels += [IGNORED] * len(head) + learned + [IGNORED] * len(tail)
    return Sample(inputs, labels)


def _plain(tokenizer: PreTrainedTokenizerBase, text: str) -> Sample:
    ids = _ids(tokenizer, text)[:_LONGEST]
    return Sample(ids, list(ids))


def _ids(tokenizer: PreTrainedTokenizerBase, text: str) -> list[int]:
    return list(tokenizer(text, add_special_tokens=False)["input_ids"])
