"""A block of Markdown as a run: the parser says what is there, this finds where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from nibble_engine.documents.piece import Span
from nibble_engine.documents.run import Run

_BREAK = re.compile(r"(?: *|\\)\n[ \t]*")
NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_HTML_END = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


class Lost(Exception):  # noqa: N818 - the way out of a walk, for its caller alone
    """What the parser says is not where it should be."""


class InlineReader:
    """Walks over the parser's tokens of one block with a cursor in the block's characters."""

    def __init__(self, parser: MarkdownIt, content: str, places: Sequence[int]) -> None:
        """``places[i]`` is where character i of ``content`` stands in the file."""
        self.run = Run()
        self._parser = parser
        self._content = content
        self._places = places
        self._at = 0
        self._in_address = False

    def read(self, tokens: Sequence[Token], *, item: bool = False) -> Run:
        """The block's run. ``item``: it is the text of a list's item. Raises `Lost`."""
        task = _TASK.match(self._content) if item else None
        if task:
            self.run.alone(self._span(task.end()), edge=True)
            self._at = task.end()
        skipped = task.end() if task else 0
        for token in tokens:
            text = token.content
            if skipped and token.type == "text":
                # The box of a task is text to the parser.
                cut = min(skipped, len(text))
                text, skipped = text[cut:], skipped - cut
            self._token(token, text)
        if self._content[self._at :].strip():
            raise Lost
        return self.run

    def _token(self, token: Token, text: str) -> None:
        kind = token.type
        if kind in {"link_open", "link_close"}:
            self._link(token)
        elif self._in_address:
            return
        elif kind == "text":
            self._text(text)
        elif kind == "text_special":
            end = self._expect(token.markup)
            self.run.text(self._span(end), text)
            self._at = end
        elif kind in {"softbreak", "hardbreak"}:
            self._break(hard=kind == "hardbreak")
        elif kind == "code_inline":
            self._alone(self._code_end(token.markup))
        elif kind == "html_inline":
            self._html(self._expect(text), text)
        elif kind == "image":
            self._alone(self._link_end(self._label_end(self._at + 1)), edge=True)
        elif token.nesting:
            end = self._expect(token.markup)
            (self.run.open if token.nesting > 0 else self.run.close)(
                self._span(end), kind.rpartition("_")[0]
            )
            self._at = end
        else:
            raise Lost

    def _span(self, end: int) -> Span:
        """The file's place of the characters from the cursor to ``end``."""
        if end <= self._at:
            raise Lost
        return self._places[self._at], self._places[end - 1] + 1

    def _expect(self, text: str) -> int:
        if not self._content.startswith(text, self._at):
            raise Lost
        return self._at + len(text)

    def _alone(self, end: int, *, edge: bool = False) -> None:
        self.run.alone(self._span(end), edge=edge)
        self._at = end

    def _text(self, text: str) -> None:
        """Characters as they stand; marks of footnotes among them are kept."""
        end = self._expect(text)
        for note in NOTE.finditer(self._content, self._at, end):
            self._plain(note.start())
            self._alone(note.end(), edge=True)
        self._plain(end)

    def _plain(self, end: int) -> None:
        if end > self._at:
            self.run.text(self._span(end), self._content[self._at : end])
            self._at = end

    def _break(self, *, hard: bool) -> None:
        match = _BREAK.match(self._content, self._at)
        if not match:
            raise Lost
        # What stands before the next line's text, such as a quotation's sign, goes with the break.
        start, end = self._places[self._at], match.end()
        span = (start, self._places[end] if end < len(self._content) else self._span(end)[1])
        before, after = self._content[self._at - 1 : self._at], self._content[match.end() :]
        chinese = _CJK.match(before) and _CJK.match(after)
        if hard:
            self.run.alone(span, edge=True)
        else:
            self.run.text(span, "" if chinese else " ")
        self._at = end

    def _code_end(self, fence: str) -> int:
        start = self._expect(fence)
        end = re.compile(rf"(?<!`){fence}(?!`)").search(self._content, start)
        if not end:
            raise Lost
        return end.end()

    def _html(self, end: int, text: str) -> None:
        """A pair of tags in the text formats it as Markdown's own signs do."""
        name = _HTML_END.match(text)
        span = self._span(end)
        if not name or text.endswith("/>"):
            self.run.alone(span, edge=True)
        elif text.startswith("</"):
            self.run.close(span, f"<{name[1].lower()}")
        else:
            self.run.open(span, f"<{name[1].lower()}")
        self._at = end

    def _link(self, token: Token) -> None:
        if token.markup == "autolink":
            # An address in angle brackets is its own text, all of which is kept.
            self._in_address = token.nesting > 0
            if self._in_address:
                self._alone(self._content.find(">", self._expect("<")) + 1)
            return
        if token.nesting > 0:
            end = self._expect("[")
            self.run.open(self._span(end), "link")
        else:
            end = self._link_end(self._expect("]") - 1)
            self.run.close(self._span(end), "link")
        self._at = end

    def _label_end(self, start: int) -> int:
        """Where the label that begins at ``start`` has its closing bracket."""
        if not self._content.startswith("[", start):
            raise Lost
        state = StateInline(self._content, self._parser, {}, [])
        end = int(self._parser.helpers.parseLinkLabel(state, start))
        if end < 0:
            raise Lost
        return end

    def _link_end(self, bracket: int) -> int:
        """Where a link ends whose text ends with the bracket there."""
        at = bracket + 1
        if self._content.startswith("(", at):
            return self._target_end(at + 1) or at
        if self._content.startswith("[", at):
            end = self._content.find("]", at)
            return end + 1 if end > 0 else at
        return at

    def _target_end(self, at: int) -> int:
        """Where the address and title of a link end, 0 if there are none."""
        content, helpers = self._content, self._parser.helpers
        at = self._after_space(at)
        address = helpers.parseLinkDestination(content, at, len(content))
        if address.ok:
            at = self._after_space(address.pos)
            title = helpers.parseLinkTitle(content, at, len(content))
            at = self._after_space(title.pos) if title.ok else at
        return at + 1 if content.startswith(")", at) else 0

    def _after_space(self, at: int) -> int:
        while at < len(self._content) and self._content[at] in " \t\n":
            at += 1
        return at
