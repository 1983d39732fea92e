"""Tiny random models on disk, for tests that load the real thing without training one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nibble_engine.api import Level, Load, Role, new_job

if TYPE_CHECKING:
    from nibble_engine.models.loader import LoadedModel

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
CORPUS = [
    "Where is the station? How do I return an item? Good morning, thank you.",
    "车站在哪里？我怎样退货？早上好，谢谢。",
    "The order was sent yesterday. 订单昨天已经发出。",
] * 20
VOCABULARY = 320
FITS = 64
"""A width whose linear layers the 4-bit CPU path takes."""
ODD = 48
"""A width it does not take: 48 % 64 != 0."""


def chat_tokenizer(folder: Path) -> None:
    """A byte-level tokenizer with the ChatML template."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    fast.chat_template = CHATML
    fast.save_pretrained(folder)


def loaded(path: Path, level: Level, **more: Any) -> LoadedModel:
    """A chat model of a folder on the processor; ``more`` are fields of `Load`."""
    from nibble_engine.models.loader import load_model

    command = Load(job=new_job(), role=Role.CHAT, path=str(path), level=level, device="cpu", **more)
    return load_model(command, lambda *_: None, lambda: False)


def windowed() -> Any:
    """A model in memory whose first layer has a sliding window of 16 tokens, its second none."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    config = Gemma3TextConfig(
        num_hidden_layers=2,
        hidden_size=64,
        intermediate_size=96,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
        vocab_size=VOCABULARY,
        sliding_window=16,
        layer_types=["sliding_attention", "full_attention"],
    )
    torch.manual_seed(3)
    return Gemma3ForCausalLM(config).eval()


def causal(
    folder: Path,
    *,
    family: str = "llama",
    width: int = FITS,
    tied: bool = False,
    shard: str = "1GB",
) -> Path:
    """A causal model ("llama", "qwen3" or "hunyuan") of two layers with its tokenizer."""
    import torch
    from transformers import (
        HunYuanDenseV1Config,
        HunYuanDenseV1ForCausalLM,
        LlamaConfig,
        LlamaForCausalLM,
        Qwen3Config,
        Qwen3ForCausalLM,
    )

    kinds: dict[str, Any] = {
        "llama": (LlamaConfig, LlamaForCausalLM),
        "qwen3": (Qwen3Config, Qwen3ForCausalLM),
        "hunyuan": (HunYuanDenseV1Config, HunYuanDenseV1ForCausalLM),
    }
    make_config, make_model = kinds[family]
    alpha = {"rope_type": "dynamic", "alpha": 1000.0, "factor": 1.0, "rope_theta": 10000.0}
    torch.manual_seed(7)
    config = make_config(
        vocab_size=VOCABULARY,
        hidden_size=width,
        intermediate_size=width * 2,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1 if width == ODD else 2,
        head_dim=width // 2,
        max_position_embeddings=256,
        tie_word_embeddings=tied,
        bos_token_id=None,
        eos_token_id=2,
        pad_token_id=0,
        initializer_range=0.2,
        **({"rope_parameters": alpha} if family == "hunyuan" else {}),
    )
    model = make_model(config).to(torch.bfloat16)
    for name, weight in model.named_parameters():
        # With weights of one a head's norm would be the same before its rotary embedding as behind.
        if "self_attn" in name and "norm" in name:
            torch.nn.init.uniform_(weight, 0.5, 1.5)
    model.save_pretrained(folder, max_shard_size=shard)
    chat_tokenizer(folder)
    return folder


def marian(folder: Path) -> Path:
    """An encoder-decoder model of two layers with sentencepiece tokenizers."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    size = _marian_vocabulary(folder)
    torch.manual_seed(7)
    config = MarianConfig(
        vocab_size=size,
        decoder_vocab_size=size,
        d_model=FITS,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=128,
        pad_token_id=size - 1,
        decoder_start_token_id=size - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
        init_std=0.2,
    )
    MarianMTModel(config).to(torch.bfloat16).save_pretrained(folder)
    MarianTokenizer(
        source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"),
        vocab=str(folder / "vocab.json"),
        source_lang="en",
        target_lang="zh",
    ).save_pretrained(folder)
    return folder


def _marian_vocabulary(folder: Path) -> int:
    import sentencepiece

    text = folder / "corpus.txt"
    text.write_text("\n".join(CORPUS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "source"),
        vocab_size=120,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    special = ["</s>", "<unk>"]
    listed = [*special, *(n for n in names if n not in {*special, "<s>"}), "<pad>"]
    (folder / "vocab.json").write_text(
        json.dumps({name: number for number, name in enumerate(listed)}, ensure_ascii=False),
        encoding="utf-8",
    )
    text.unlink()
    (folder / "source.vocab").unlink()
    return len(listed)
