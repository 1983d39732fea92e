"""Tiny embedding models with random weights, in folders of the shapes that the hub has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import family_factory
import model_factory

QUERY = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
)


def qwen3(folder: Path, *, ends: bool = True) -> Path:
    """As Qwen3-Embedding: a causal model's checkpoint, the last token's state. ``ends`` says that
    the tokenizer puts the last token there itself, as the newer ones do."""
    from tokenizers import processors
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model_factory.causal(folder, family="qwen3", tied=True)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    model.get_input_embeddings().weight.data[0] = 0.1  # the padding that is the last token too
    model.save_pretrained(folder)
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    if ends:
        tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
            single="$A <|endoftext|>", special_tokens=[("<|endoftext|>", 0)]
        )
    tokenizer.padding_side = "left"
    tokenizer.save_pretrained(folder)
    sentence_transformers(folder, "lasttoken")
    prompts = {"prompts": {"query": QUERY, "document": ""}, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    return folder


def xlm_roberta(folder: Path, pooling: str = "cls") -> Path:
    """As bge-m3 and multilingual-e5: XLM-RoBERTa's positions begin behind the padding token."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel, XLMRobertaTokenizer

    folder.mkdir(parents=True)
    pieces = [piece for piece in family_factory.pieces(folder) if piece[0][0] != "<"]
    special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    XLMRobertaTokenizer(vocab=[*special, *pieces, ("<mask>", 0.0)]).save_pretrained(folder)
    torch.manual_seed(7)
    config = XLMRobertaConfig(
        vocab_size=len(pieces) + 5,
        max_position_embeddings=66,
        type_vocab_size=1,
        **_small(),
    )
    XLMRobertaModel(config).to(torch.bfloat16).save_pretrained(folder)
    sentence_transformers(folder, pooling)
    return folder


def bert(folder: Path, pooling: str = "mean") -> Path:
    """As bge-small-en and e5-small: BERT, lower case."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True)
    letters = sorted({c for line in model_factory.CORPUS for c in line.lower() if c.strip()})
    listed = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    vocabulary = {piece: number for number, piece in enumerate(listed)}
    BertTokenizer(vocab=vocabulary, do_lower_case=True).save_pretrained(folder)
    torch.manual_seed(7)
    config = BertConfig(vocab_size=len(listed), max_position_embeddings=64, **_small())
    BertModel(config).to(torch.bfloat16).save_pretrained(folder)
    sentence_transformers(folder, pooling)
    return folder


def sentence_transformers(folder: Path, pooling: str) -> None:
    """The files that say how the tokens' states become one vector."""
    kinds = {"cls": "cls_token", "mean": "mean_tokens", "lasttoken": "lasttoken"}
    steps = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (path, kind) in enumerate(steps)
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "1_Pooling").mkdir()
    flags = {f"pooling_mode_{kind}": kind == kinds[pooling] for kind in kinds.values()}
    flags = {"word_embedding_dimension": 64, "pooling_mode_max_tokens": False, **flags}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(flags))


def _small() -> dict[str, Any]:
    return {
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "initializer_range": 0.2,
    }
