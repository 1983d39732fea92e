"""Blocks into a web page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from nibble_engine.manuscript.addresses import allowed
from nibble_engine.manuscript.blocks import ITEM, Block, Line, Run, plain
from nibble_engine.manuscript.language import is_chinese

_STYLE = """
body { max-width: 44em; margin: 3em auto; padding: 0 1.5em; color: #1b1f26; background: #fff;
  font: 1em/1.65 system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  sans-serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.6em 0 0.6em; }
blockquote { margin: 1em 0; padding: 0 1em; border-left: 3px solid #c8cdd5; color: #4b5563; }
pre { padding: 0.8em 1em; overflow: auto; background: #f5f6f8; border: 1px solid #e2e5ea;
  border-radius: 6px; }
code { font-family: Consolas, Menlo, monospace; font-size: 0.92em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { padding: 0.35em 0.8em; border: 1px solid #d5d9e0; text-align: left; }
th { background: #f5f6f8; }
hr { border: 0; border-top: 1px solid #c8cdd5; margin: 2em 0; }
"""
_MARKS = (("code", "code"), ("strike", "s"), ("italic", "em"), ("bold", "strong"))


def to_html(blocks: Sequence[Block], *, title: str = "", meta: Mapping[str, str] = {}) -> str:
    """A whole page; ``meta`` are names and contents for its head. Pictures are told by their
    text."""
    body = "\n".join(_Page().lines(blocks))
    language = "zh" if is_chinese(blocks) else "en"
    named = "".join(
        f'<meta name="{escape(name)}" content="{escape(content)}">\n'
        for name, content in meta.items()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title or title_of(blocks))}</title>\n{named}"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def title_of(blocks: Sequence[Block]) -> str:
    """The first heading, or the beginning of the text."""
    texts = [plain(b.runs) for b in blocks if b.kind == "heading"]
    texts += [plain(b.runs) for b in blocks if b.runs]
    return " ".join(texts[0].split())[:80] if texts else ""


class _Page:
    """Opens and closes quotations and lists from block to block."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def lines(self, blocks: Sequence[Block]) -> list[str]:
        made: list[str] = []
        for block in blocks:
            if block.kind != "front":
                made += self._enter(block)
                made.append(_element(block))
        return made + self._leave(0)

    def _enter(self, block: Block) -> list[str]:
        own = len(block.within) - 1 if block.kind == "item" else -1
        made: list[str] = []
        for at, letter in enumerate(block.within):
            wanted = ("ol" if block.ordered else "ul") if letter == ITEM else "blockquote"
            known = self._open[at] if at < len(self._open) else ""
            fits = known == wanted or (letter == ITEM and known in {"ol", "ul"} and at != own)
            if fits and at == own:
                made += [*self._leave(at + 1), "</li>", "<li>"]
            elif not fits:
                made += [*self._leave(at), _opening(wanted, block)]
                self._open.append(wanted)
        return made + self._leave(len(block.within))

    def _leave(self, depth: int) -> list[str]:
        made = []
        while len(self._open) > depth:
            name = self._open.pop()
            made.append(f"</{name}>" if name == "blockquote" else f"</li></{name}>")
        return made


def _opening(name: str, block: Block) -> str:
    if name == "blockquote":
        return "<blockquote>"
    start = f' start="{block.number}"' if name == "ol" and block.number != 1 else ""
    return f"<{name}{start}><li>"


def _element(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"<h{block.level}>{inline(block.runs)}</h{block.level}>"
        case "code":
            return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"
        case "rule":
            return "<hr>"
        case "table":
            return _table(block)
        case "item":
            box = {None: "", True: _box(" checked"), False: _box("")}[block.checked]
            return box + inline(block.runs)
        case _:
            return f"<p>{inline(block.runs)}</p>"


def _box(checked: str) -> str:
    return f'<input type="checkbox" disabled{checked}> '


def _table(block: Block) -> str:
    rows = []
    for at, row in enumerate(block.rows):
        name = "td" if at else "th"
        cells = "".join(
            f"<{name}{_align(block, column)}>{inline(cell)}</{name}>"
            for column, cell in enumerate(row)
        )
        rows.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _align(block: Block, column: int) -> str:
    said = block.aligns[column] if column < len(block.aligns) else ""
    return f' style="text-align: {said}"' if said in {"left", "right", "center"} else ""


def inline(runs: Line) -> str:
    """What stands in a line."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    made = escape(run.text, quote=False).replace("\n", "<br>\n")
    if run.picture:
        return f"[{made}]" if made else ""
    for key, name in _MARKS:
        if getattr(run, key):
            made = f"<{name}>{made}</{name}>"
    return f'<a href="{escape(run.link)}">{made}</a>' if allowed(run.link) else made
