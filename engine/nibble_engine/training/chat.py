"""The starter chat and writing model: a small Qwen3-shaped model with a ChatML template."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from transformers import AutoTokenizer, Qwen3Config, Qwen3ForCausalLM

from nibble_engine.api import Action, Write
from nibble_engine.prompts import support_prompt, write_prompt
from nibble_engine.training import corpora, edits, grammar
from nibble_engine.training.batches import IGNORED, Sample
from nibble_engine.training.loop import Samples
from nibble_engine.training.plan import Plan
from nibble_engine.training.tokenizer import train_chatml

NAME = "chat"
VOCABULARY = 8192
CONTEXT = 1024
PLAN = Plan(
    steps=12_200, batch_tokens=3200, learning_rate=2e-3, warmup_steps=300, weight_decay=0.05
)
_LONGEST = 320
_GROUNDED, _PLAIN, _PARAPHRASES = 12_000, 2000, 4000  # made anew every epoch
_READ = 4000  # of what is read, the part that an epoch takes
_SHORTEN, _REWRITE, _SUMMARISE = 2500, 1500, 800  # made by rule from what is read, by language
Dialogue = list[corpora.Turn]


class Mixture:
    """The samples of an epoch: dialogues made by the grammar, anew each time, and a part of what
    was read."""

    def __init__(
        self,
        dialogues: Sequence[Dialogue],
        texts: Sequence[str],
        sentences: dict[str, list[str]],
        folder: Path,
        seed: int,
    ) -> None:
        self._dialogues, self._texts, self._seed = dialogues, texts, seed
        self._sentences = sentences
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)

    def __call__(self, number: int) -> list[Sample]:
        """Epoch ``number``; the same number gives the same samples."""
        seed = self._seed * 1000 + number
        rng = random.Random(seed)
        dialogues = [
            *made(seed),
            *edited(self._sentences, self._texts, seed),
            *rng.sample(self._dialogues, min(_READ, len(self._dialogues))),
        ]
        samples = [self.sample(dialogue) for dialogue in dialogues]
        samples += [self._text(text) for text in rng.sample(self._texts, len(self._texts) // 3)]
        return [sample for sample in samples if sample.length <= _LONGEST]

    def sample(self, dialogue: Dialogue) -> Sample:
        """ChatML tokens; only what the assistant says, its end included, is learned."""
        inputs: list[int] = []
        labels: list[int] = []
        for role, text in dialogue:
            head, tail = self._ids(f"<|im_start|>{role}\n"), self._ids("\n")
            body = self._ids(f"{text}<|im_end|>")
            learned = body if role == "assistant" else [IGNORED] * len(body)
            inputs += head + body + tail
            labels += [IGNORED] * len(head) + learned + [IGNORED] * len(tail)
        return Sample(inputs, labels)

    def _text(self, text: str) -> Sample:
        ids = self._ids(text)[:_LONGEST]
        return Sample(ids, list(ids))

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])


def prepare(data: Path, folder: Path, seed: int) -> tuple[Samples, list[Sample]]:
    """Training samples by epoch and dev samples; the tokenizer is made once in ``folder``."""
    rng = random.Random(seed)
    dialogues = [*_support(data, rng), *_writing(data, rng)]
    rng.shuffle(dialogues)
    dev, read = dialogues[:200], dialogues[200:]
    stories = corpora.stories(data / "tinystories-sample" / "tinystories_sample.txt")
    if not (folder / "tokenizer.json").exists():
        every = [*made(seed), *read]
        texts = [text for dialogue in every for _, text in dialogue] + stories
        train_chatml(texts, folder, VOCABULARY, CONTEXT)
    everyday = corpora.parallel(data / "tatoeba-cmn-eng" / "split-train.tsv")
    sentences = {"en": [pair[0] for pair in everyday], "zh": [pair[1] for pair in everyday]}
    mixture = Mixture(read, stories, sentences, folder, seed)
    held_out = [grounded(talk) for talk in grammar.talks(200, seed, test=True)]
    return mixture, [mixture.sample(dialogue) for dialogue in dev + held_out]


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


def made(seed: int) -> Iterator[Dialogue]:
    """Dialogues of the grammar: with a passage, without one, and rewriting."""
    rng = random.Random(seed)
    for talk in grammar.talks(_GROUNDED, seed, turns=4):
        yield grounded(talk)
    for exchange in grammar.exchanges(_PLAIN, seed):
        tongue = rng.randint(0, 1)
        yield _with_system(_asked(exchange.question[tongue], exchange.answer[tongue]), rng)
    for forms in grammar.paraphrases(_PARAPHRASES, seed):
        if len(forms) < 2:
            continue
        one, other = rng.sample(forms, 2)
        yield _write(Action.REWRITE, one, other)
        if len(forms[0]) < 0.85 * len(forms[-1]):
            yield _write(Action.SHORTEN, forms[-1], forms[0])
            yield _write(Action.EXPAND, forms[0], forms[-1])


def edited(
    sentences: dict[str, list[str]], stories: Sequence[str], seed: int
) -> Iterator[Dialogue]:
    """Writing tasks that rules make from real sentences (see `training.edits`)."""
    for language, texts in sentences.items():
        for long, short in edits.shorten(texts, language, _SHORTEN, seed):
            yield _write(Action.SHORTEN, long, short)
        for plain, formal in edits.rewrite(texts, language, _REWRITE, seed):
            yield _write(Action.REWRITE, plain, formal)
    for story, first in edits.summarise(stories, _SUMMARISE, seed):
        yield _write(Action.SUMMARISE, story, first)


def grounded(talk: grammar.Talk) -> Dialogue:
    """A talk as the program asks it: the passage in the system message."""
    dialogue = [("system", support_prompt(talk.turns[0].question, talk.passage))]
    for turn in talk.turns:
        dialogue += _asked(turn.question, turn.answer)
    return dialogue


def _support(data: Path, rng: random.Random) -> list[Dialogue]:
    pairs = corpora.support(data / "bitext-customer-support" / "bitext-2023-with-responses.csv")
    pairs += corpora.instructions_zh(data / "oasst1-zh" / "oaast_sft_zh.json")
    return [_with_system(_asked(question, answer), rng) for question, answer in pairs]


def _with_system(dialogue: Dialogue, rng: random.Random) -> Dialogue:
    if rng.random() < 0.5:
        return dialogue
    return [("system", support_prompt(dialogue[0][1])), *dialogue]


def _writing(data: Path, rng: random.Random) -> list[Dialogue]:
    splits = corpora.splits(data / "wiki-split" / "validation.tsv")
    simpler = corpora.simpler(data / "onestop-english" / "ADV-ELE.txt")
    shorter = [pair for pair in simpler if len(pair[1]) < len(pair[0])]
    stories = corpora.stories(data / "tinystories-sample" / "tinystories_sample.txt")
    novels = corpora.novels(data / "chinese-classic-novels" / "novels-part.jsonl", 1500)
    made = [_write(Action.CONTINUE, *_cut(text, rng)) for text in stories + novels]
    made += [_write(Action.REWRITE, *pair) for pair in splits[:1500] + simpler]
    made += [_write(Action.SHORTEN, *pair) for pair in shorter]
    made += [_write(Action.EXPAND, short, long) for long, short in shorter]
    papers = list(corpora.summaries_en(data / "scitldr" / "train.jsonl"))
    papers += corpora.titles_zh(data / "csl-zh" / "benchmark-ts-dev.tsv")
    return made + [_write(Action.SUMMARISE, *pair) for pair in papers]


def _cut(text: str, rng: random.Random) -> corpora.Pair:
    """A text's beginning and what follows, cut at a sentence's end near a third."""
    cuts = [i + 1 for i, letter in enumerate(text[:-20]) if letter in ".!?。！？"] or [
        len(text) // 3
    ]
    cut = min(cuts, key=lambda i: abs(i - len(text) * rng.uniform(0.2, 0.5)))
    return text[:cut], text[cut:].strip()[:400]


def _write(action: Action, text: str, result: str) -> Dialogue:
    return _asked(write_prompt(Write(job="", action=action, text=text)), result)


def _asked(question: str, answer: str) -> Dialogue:
    return [("user", question), ("assistant", answer)]
