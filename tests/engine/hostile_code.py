"""Hostile folders that want to run code: pickles, own classes, and names of other places."""

from __future__ import annotations

import json
from pathlib import Path

from hostile_models import World, change, config, hostile, index

_BIN = "pytorch_model.bin"
_OWN = {"AutoConfig": "evil.Evil", "AutoModelForCausalLM": "evil.Evil", "AutoTokenizer": "evil.E"}


def _weightless(folder: Path, name: str, world: World) -> None:
    (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(world.pickled())


def _evil(folder: Path, world: World, name: str = "evil.py") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(world.code, "utf-8")


@hostile("model_unsafe")
def pickle_only(folder: Path, world: World) -> None:
    _weightless(folder, _BIN, world)


@hostile("model_unsafe")
def pickle_model_pt(folder: Path, world: World) -> None:
    _weightless(folder, "model.pt", world)


@hostile("model_unsafe")
def pickle_model_pth(folder: Path, world: World) -> None:
    _weightless(folder, "model.pth", world)


@hostile("model_unsafe")
def pickle_of_another_name(folder: Path, world: World) -> None:
    _weightless(folder, "consolidated.00.bin", world)


@hostile("model_unsafe")
def pickle_in_shards(folder: Path, world: World) -> None:
    _weightless(folder, "pytorch_model-00001-of-00001.bin", world)
    told = {"weight_map": {"a": "pytorch_model-00001-of-00001.bin"}}
    (folder / f"{_BIN}.index.json").write_text(json.dumps(told))


@hostile("")
def pickle_beside_safetensors(folder: Path, world: World) -> None:
    (folder / _BIN).write_bytes(world.pickled())


@hostile("")
def pickles_of_a_training(folder: Path, world: World) -> None:
    for name in ("training_args.bin", "optimizer.pt", "scheduler.pt", "rng_state.pth", "a.pkl"):
        (folder / name).write_bytes(world.pickled())


@hostile("")
def pickled_vocabulary(folder: Path, world: World) -> None:
    for name in ("vocab.pkl", "vocab.bin", "tokenizer.pkl"):
        (folder / name).write_bytes(world.pickled())


@hostile("model_unsafe")
def index_of_pickles(folder: Path, world: World) -> None:
    (folder / _BIN).write_bytes(world.pickled())
    index(folder, _BIN)


@hostile("model_unreadable")
def pickle_named_safetensors(folder: Path, world: World) -> None:
    (folder / "model.safetensors").write_bytes(world.pickled())


@hostile("model_unreadable")
def shard_is_a_pickle(folder: Path, world: World) -> None:
    (folder / "one.safetensors").write_bytes(world.pickled())
    index(folder, "one.safetensors")


@hostile("model_unsafe")
def own_code_in_config(folder: Path, world: World) -> None:
    _evil(folder, world)
    config(folder, auto_map=_OWN)


@hostile("model_unsafe")
def own_code_of_another_repository(folder: Path, world: World) -> None:
    _evil(folder, world)
    config(folder, auto_map={"AutoConfig": "evil/evil--evil.Evil"}, model_type="evil")


@hostile("model_unsafe")
def own_code_in_tokenizer(folder: Path, world: World) -> None:
    _evil(folder, world)
    change(folder / "tokenizer_config.json", auto_map={"AutoTokenizer": ["evil.E", "evil.E"]})


@hostile("model_unsafe")
def own_code_in_text_config(folder: Path, world: World) -> None:
    _evil(folder, world)
    config(folder, text_config={"deeper": [{"auto_map": _OWN}]})


@hostile("model_unsafe")
def own_code_in_processor(folder: Path, world: World) -> None:
    _evil(folder, world)
    change(folder / "processor_config.json", auto_map={"AutoProcessor": "evil.E"})


@hostile("model_unsafe")
def own_code_in_preprocessor(folder: Path, world: World) -> None:
    _evil(folder, world)
    change(folder / "preprocessor_config.json", auto_map={"AutoImageProcessor": "evil.E"})


@hostile("model_unsafe")
def own_code_in_generation(folder: Path, world: World) -> None:
    _evil(folder, world)
    change(folder / "generation_config.json", auto_map={"AutoModel": "evil.E"})


@hostile("model_unsafe")
def own_modeling_file(folder: Path, world: World) -> None:
    _evil(folder, world, "modeling_evil.py")


@hostile("model_unsafe")
def own_tokenization_file(folder: Path, world: World) -> None:
    _evil(folder, world, "tokenization_evil.py")


@hostile("model_unsafe")
def own_way_to_generate(folder: Path, world: World) -> None:
    _evil(folder, world, "custom_generate/generate.py")


@hostile("")
def packages_that_shadow_real_ones(folder: Path, world: World) -> None:
    for name in ("torch.py", "json.py", "sitecustomize.py", "tokenizers.py", "conftest.py"):
        _evil(folder, world, name)


@hostile("model_unsupported")
def own_module_of_an_embedding_model(folder: Path, world: World) -> None:
    _evil(folder, world)
    modules = [{"path": "", "type": "evil.Evil"}, {"path": "p", "type": "x.Pooling"}]
    (folder / "modules.json").write_text(json.dumps(modules))


@hostile("model_unsupported")
def own_quantizer(folder: Path, world: World) -> None:
    _evil(folder, world)
    config(folder, quantization_config={"quant_method": "evil.Evil"})


@hostile("model_outside")
def adapter_of_another_folder(folder: Path, world: World) -> None:
    base = {"base_model_name_or_path": str(world.secret.parent), "peft_type": "LORA"}
    (folder / "adapter_config.json").write_text(json.dumps(base))
    (folder / "adapter_model.bin").write_bytes(world.pickled())


@hostile("model_outside")
def weights_of_another_name(folder: Path, world: World) -> None:
    config(folder, transformers_weights=f"../{world.secret.name}")


@hostile("", "model_unreadable model_unsupported")
def tokenizer_class_is_a_function(folder: Path, world: World) -> None:
    _evil(folder, world)
    (folder / "tokenizer.json").unlink()
    change(folder / "tokenizer_config.json", tokenizer_class="evil.E", tokenizer_file="/dev/zero")


@hostile("", "model_unsupported")
def kind_of_model_is_a_path(folder: Path, world: World) -> None:
    _evil(folder, world)
    config(folder, model_type="../../evil", architectures=["evil.EvilForCausalLM"])


@hostile("", "model_unreadable model_unsupported")
def attention_from_the_hub(folder: Path, world: World) -> None:
    config(folder, _attn_implementation="evil/attention:evil", attn_implementation="evil/attention")
