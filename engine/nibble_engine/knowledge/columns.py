"""What the columns of a table are: questions, answers, categories, or just named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.strip().replace("\n    ", "|").split("|"))


QUESTIONS = _words("""
    question|questions|q|faq|query|ask|prompt|question text|faq question|问题|问|提问|常见问题
    用户问题|客户问题|問題|問|常見問題|instruction|title|subject|name|标题|標題|题目|主题
""")
ANSWERS = _words("""
    answer|answers|a|reply|response|answer text|faq answer|答案|答|回复|回答|解答|答复|回覆|答覆
    回應|解决方案|解決方案|solution|body|content|contents|text|正文|内容|內容|completion|output|description
    描述|说明
""")
CATEGORIES = _words("""
    category|categories|topic|section|group|tag|tags|product|分类|类别|类目|栏目|产品|标签|分组|模块
    分類|類別|產品|標籤|分組
""")
ASIDE = _words("""
    id|no|no.|#|nr|number|url|link|lang|language|locale|date|updated|created|编号|序号|链接|语言|日期
    更新时间|編號|序號|連結|語言
""")
_LOOKED_AT = 50
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Columns:
    """``question`` and ``answer`` are -1 in a table that has none; ``others`` are columns of which
    it is not known what they are. The first ``first_row`` rows are no data."""

    names: tuple[str, ...] = ()
    question: int = -1
    answer: int = -1
    categories: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    first_row: int = 0

    @property
    def is_faq(self) -> bool:
        """Whether its rows are questions and answers."""
        return self.answer >= 0

    def headings(self, cells: Sequence[str]) -> tuple[str, ...]:
        """A row's categories."""
        said = (" ".join(_at(cells, column).split()) for column in self.categories)
        return tuple(each[:200] for each in said if each)

    def asked(self, cells: Sequence[str]) -> str:
        """A row's question on one line."""
        return " ".join(_at(cells, self.question).split())


def columns_of(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a table, told by its first row or, where that names nothing, by what stands
    in them: two columns of which the first asks."""
    first = [_name(cell) for cell in rows[0]] if rows else []
    question, answer = _first(first, QUESTIONS), _first(first, ANSWERS)
    if question >= 0 and answer >= 0:
        categories = tuple(at for at, name in enumerate(first) if name in CATEGORIES)
        known = {question, answer, *categories}
        others = [at for at, name in enumerate(first) if at not in known and name not in ASIDE]
        return Columns(tuple(rows[0]), question, answer, categories, tuple(others), 1)
    if _asks(rows):
        return Columns((), 0, 1)
    if _names_columns(rows):
        return Columns(tuple(" ".join(cell.split()) for cell in rows[0]), first_row=1)
    return Columns()


def _first(names: Sequence[str], known: Sequence[str]) -> int:
    """The column that has the best known name."""
    return next((names.index(name) for name in known if name in names), -1)


def _name(cell: str) -> str:
    return " ".join(cell.lower().replace("_", " ").split()).strip(":： *")


def _asks(rows: Sequence[Sequence[str]]) -> bool:
    looked = [row for row in rows[:_LOOKED_AT] if any(row)]
    pairs = [row for row in looked if len(row) == 2 and row[1].strip()]
    asking = sum(row[0].rstrip().endswith(("?", "？")) for row in pairs)
    return bool(pairs) and len(pairs) == len(looked) and 2 * asking > len(pairs)


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row looks like names: short words, each once, and no numbers."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    cells = [cell.strip() for cell in rows[0]]
    short = all(0 < len(c) <= _LONGEST_NAME and not c[0].isdecimal() for c in cells)
    return short and len(set(cells)) == len(cells)


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if 0 <= column < len(cells) else ""
