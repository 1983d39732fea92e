"""Hostile chat templates: they want code, files, all the time or all the memory."""

from __future__ import annotations

from pathlib import Path

from hostile_models import Spoil, World, change, hostile

_TEMPLATES = {
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ cycler.__init__.__globals__.os.system(CODE) }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen(CODE).read() }}",
    "attr": "{{ (lipsum|attr('__glo' ~ 'bals__'))['os'].system(CODE) }}",
    "format": "{{ '{0.__class__.__init__.__globals__}'.format(cycler) }}",
    "undefined": "{{ nothing.__class__.__init__.__globals__['__builtins__'].exec(CODE) }}",
    "raise_exception": "{{ raise_exception.__globals__['os'].system(CODE) }}",
    "namespace": "{% set n = namespace(__class__=1) %}{{ n.__class__ }}",
    "changed_list": "{{ messages.append(messages) }}{{ messages }}",
    "loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loop_of_output": "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxxxxxxxxx"
    "{% endfor %}{% endfor %}",
    "recursion": "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "recursion_of_two": "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "recursive_loop": "{% for m in [messages] recursive %}{{ loop([m, m]) }}{% endfor %}",
    "doubling": "{% set n = namespace(x='xxxxxxxx') %}{% for a in range(99) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
    "doubled_list": "{% set n = namespace(x=[1]) %}{% for a in range(99) %}"
    "{% set n.x = n.x + n.x %}{% endfor %}{{ n.x }}",
    "multiplied": "{{ 'x' * 9999999999 }}",
    "multiplied_list": "{{ [0] * 9999999999 }}",
    "squares": "{% set n = namespace(x=99999) %}{% for a in range(99999) %}"
    "{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "power_of_values": "{% set a = messages|length + 8 %}{{ a ** a ** a ** a }}",
    "ljust": "{{ 'x'.ljust(99999999999) }}",
    "center": "{{ 'x'|center(99999999999) }}",
    "indent": "{{ 'x\n'|indent(99999999999) }}",
    "percent": "{{ '%99999999999d' % 1 }}",
    "width": "{{ '{:>99999999999}'.format(1) }}",
    "batch": "{{ [1]|batch(99999999999, 0)|list }}",
    "zfill": "{{ '1'.zfill(9999999999) }}",
    "urlize": "{{ ('www.' ~ ('(' * 99999))|urlize }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import '/etc/passwd' as p %}{{ p }}",
    "extends": "{% extends '../../secret' %}",
    "syntax": "{% for m in messages %}{{ m['content'",
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "nested_blocks": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "very_long": "x" * (2 * 2**20),
}
_HARMLESS = {
    "format_map": "{{ '{a.__class__}'.format_map({'a': cycler}) }}",  # the sandbox leaves it empty
    "lipsum_text": "{{ lipsum(1, False) }}{% for m in messages %}{{ m.content }}{% endfor %}",
}


def _case(template: str, *, own_file: bool = False) -> Spoil:
    def spoil(folder: Path, world: World) -> None:
        text = template.replace("CODE", repr(f"touch '{world.canary}'"))
        if own_file:
            (folder / "chat_template.jinja").write_text(text, "utf-8")
            return
        (folder / "chat_template.jinja").unlink(missing_ok=True)
        change(folder / "tokenizer_config.json", chat_template=text)

    return spoil


def _register(name: str, spoil: Spoil, load: str) -> None:
    spoil.__name__ = f"template_{name}"
    hostile("", load)(spoil)


for _at, (_name, _text) in enumerate(_TEMPLATES.items()):
    _register(_name, _case(_text, own_file=_at % 2 == 0), "model_template")
for _name, _text in _HARMLESS.items():
    _register(_name, _case(_text), "")
