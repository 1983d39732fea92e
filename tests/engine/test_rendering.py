"""A template rendered within limits: the same text as transformers makes, or an error in words."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import model_factory
import pytest

from nibble_engine.api import Message
from nibble_engine.errors import ModelTemplateError
from nibble_engine.families import rendering
from nibble_engine.families.chat_template import FAMILY
from nibble_engine.families.rendering import render
from nibble_engine.resources import resource

TURNS = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "早上好 <b>"}]
SOUND = [
    model_factory.CHATML,
    "{{ bos_token }}{%- for m in messages -%}{{ m.role | upper }}: {{ m.content | trim | tojson }}"
    "{{ loop.index0 * 3 }}{{ '-' * 8 }}{% if loop.last %}{% break %}{% endif %}{%- endfor -%}",
    "{% macro show(m) %}[{{ m['content']|indent(2) }}]{% endmacro %}{% set n = namespace(c=0) %}"
    "{% for m in messages %}{% set n.c = n.c + 1 %}{{ show(m) }}{{ n.c }}{% endfor %}"
    "{% generation %}x{% endgeneration %}",
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from transformers import AutoTokenizer

    folder = tmp_path_factory.mktemp("tokenizer")
    model_factory.chat_tokenizer(folder)
    return AutoTokenizer.from_pretrained(folder, local_files_only=True)


@pytest.mark.parametrize("template", SOUND)
def test_it_is_what_transformers_renders(
    tokenizer: Any, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from transformers.utils import chat_template_utils

    tokenizer.chat_template = template
    ours = render(tokenizer, TURNS)
    monkeypatch.setattr(
        chat_template_utils, "ImmutableSandboxedEnvironment", ImmutableSandboxedEnvironment
    )
    tokenizer.chat_template = template + "{# not the one that is remembered #}"
    theirs = tokenizer.apply_chat_template(TURNS, tokenize=False, add_generation_prompt=True)
    assert ours == theirs and "早上好" in ours


def test_the_starter_s_own_template() -> None:
    from transformers import AutoTokenizer

    starter = AutoTokenizer.from_pretrained(resource("starter", "chat"), local_files_only=True)
    FAMILY.check(starter)
    assert FAMILY.chat(starter, [Message(role="user", content="Hello")])


def test_time_is_measured_for_one_rendering(
    tokenizer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "MOST_SECONDS", 0.2)
    tokenizer.chat_template = (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    )
    threads = threading.active_count()
    with pytest.raises(ModelTemplateError):
        render(tokenizer, TURNS)
    assert threading.active_count() == threads
    tokenizer.chat_template = model_factory.CHATML
    assert "早上好" in render(tokenizer, TURNS)


def test_a_role_that_a_template_refuses_goes_into_the_first_turn(tokenizer: Any) -> None:
    refuses = "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}"
    tokenizer.chat_template = refuses + model_factory.CHATML
    messages = [Message(role="system", content="Be brief."), Message(role="user", content="Hi")]
    assert "Be brief.\n\nHi" in tokenizer.decode(FAMILY.chat(tokenizer, messages))


@pytest.mark.parametrize(
    "template", ["{{ messages[0", "{{ raise_exception('no') }}", "{{ x.y.z }}"]
)
def test_a_template_that_fails_is_known_before_a_conversation(
    tokenizer: Any, template: str, tmp_path: Path
) -> None:
    tokenizer.chat_template = template
    with pytest.raises(ModelTemplateError):
        FAMILY.check(tokenizer)
