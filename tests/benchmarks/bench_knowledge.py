"""The import of 10,000 passages (issue 5): passages a second, memory, and how soon it is cancelled.

python tests/benchmarks/bench_knowledge.py [FOLDER [FILES]]

Makes 1,000 Markdown files and 50 each of docx and html in FOLDER (a new one in the system's
temporary folder if it is left out) from a seed, in Chinese and English.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "engine"))

import psutil  # noqa: E402

from nibble_engine.knowledge.base import KnowledgeBase  # noqa: E402
from nibble_engine.knowledge.importing import Step, refresh  # noqa: E402
from nibble_engine.knowledge.reader import Reader  # noqa: E402

_ENGLISH = """
order parcel refund voucher customer address courier invoice warranty return label battery screen
cable account password payment card bank transfer receipt delivery delay damage photo support agent
store branch opening hour discount member point gift size colour stock exchange repair fee customs
""".split()  # noqa: SIM905
_LINKS = "the a of for with when if after before within from to and your our each may".split()  # noqa: SIM905
_CHINESE = (
    "订单包裹退款客户地址快递发票保修退货标签电池屏幕账户密码付款银行转账收据配送延误损坏照片客服门店营业时间"
    "折扣会员积分礼品尺寸颜色库存换货维修费用海关我们可以需要以及如果之后之前请在天内提供"
)
Section = tuple[str, list[str]]


def english(chance: random.Random) -> str:
    words = [chance.choice(_ENGLISH if at % 2 else _LINKS) for at in range(chance.randrange(8, 18))]
    return f"{' '.join(words).capitalize()} {chance.randrange(2, 60)} days."


def chinese(chance: random.Random) -> str:
    return "".join(chance.choices(_CHINESE, k=chance.randrange(14, 30))) + "。"


def sections(chance: random.Random, count: int) -> list[Section]:
    """Each of one or two paragraphs, which are one passage or two."""
    sentence = chance.choice((english, chinese))
    return [
        (
            sentence(chance).rstrip(".。")[:40],
            [
                ("" if sentence is chinese else " ").join(sentence(chance) for _ in range(6))
                for _ in range(chance.randrange(1, 3))
            ],
        )
        for _ in range(count)
    ]


def make(folder: Path, files: int) -> None:
    """The documents, the same for each seed."""
    chance = random.Random(5)
    for at in range(files):
        made = [f"## {title}\n\n" + "\n\n".join(said) for title, said in sections(chance, 6)]
        place = folder / f"part{at % 20:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{at:05}.md").write_text(f"# Article {at}\n\n" + "\n\n".join(made), "utf-8")
    for at in range(files // 20):
        _make_docx(folder / f"{at:05}.docx", sections(chance, 6))
        body = "".join(
            f"<h2>{title}</h2>" + "".join(f"<p>{each}</p>" for each in said)
            for title, said in sections(chance, 6)
        )
        page = (
            f"<!doctype html><meta charset=utf-8><title>Page {at}</title><h1>Page {at}</h1>{body}"
        )
        (folder / f"{at:05}.html").write_text(page, "utf-8")


def _make_docx(path: Path, made: list[Section]) -> None:
    import docx

    document = docx.Document()
    document.add_heading(f"Document {path.stem}", 1)
    for title, said in made:
        document.add_heading(title, 2)
        for each in said:
            document.add_paragraph(each)
    document.save(str(path))


class Peak(threading.Thread):
    """The most memory that this process and, apart, its child held."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.own = self.child = 0
        self._ended = threading.Event()

    def run(self) -> None:
        process = psutil.Process()
        while not self._ended.wait(0.02):
            self.own = max(self.own, process.memory_info().rss)
            for child in process.children():
                try:
                    self.child = max(self.child, child.memory_info().rss)
                except psutil.Error:
                    continue

    def end(self) -> str:
        self._ended.set()
        self.join()
        return f"{self.own / 2**20:.0f} MB (its reader {self.child / 2**20:.0f} MB)"


def time_reading(folder: Path) -> None:
    """What reading and cutting alone take, without an index."""
    started = time.perf_counter()
    with Reader() as reader:
        counts = [len(reader.read(path).cuts) for path in folder.rglob("*") if path.is_file()]
    seconds = time.perf_counter() - started
    print(f"reading alone: {sum(counts)} passages of {len(counts)} files in {seconds:.1f} s")


def time_import(folder: Path, place: Path) -> None:
    peak = Peak()
    peak.start()
    started = time.perf_counter()
    base = KnowledgeBase(place)
    base.add_source(folder)
    result = refresh(base)
    seconds = time.perf_counter() - started
    count = base.count()
    print(f"import: {count} passages of {result.added} files in {seconds:.1f} s")
    print(f"        {count / seconds:.0f} passages/s, at most {peak.end()}")
    print(f"        the base has {place.stat().st_size / 2**20:.1f} MB")
    started = time.perf_counter()
    result = refresh(base)
    print(f"again, {result.unchanged} unchanged: {time.perf_counter() - started:.2f} s")
    base.close()


def time_cancel(folder: Path, place: Path) -> None:
    """From the moment it is asked for until `refresh` has returned, in the middle of 20 imports."""
    chance = random.Random(7)
    took = []
    for at in range(20):
        base = KnowledgeBase(place / f"{at}.db")
        base.add_source(folder)
        asked = threading.Event()
        seen: list[float] = []

        def ask(asked: threading.Event = asked, seen: list[float] = seen) -> None:
            seen.append(time.perf_counter())
            asked.set()

        begun: list[Step] = []
        timer = threading.Timer(0.5 + chance.random() * 2, ask)
        timer.start()
        refresh(base, report=begun.append, cancelled=asked.is_set)
        took.append(time.perf_counter() - seen[0] if seen else 0.0)
        timer.cancel()
        base.close()
    print(f"cancel: {1000 * max(took):.0f} ms at most, {1000 * sorted(took)[10]:.0f} ms usually")


def main(folder: Path | None, files: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        if folder is None:
            folder = place / "documents"
        if not folder.exists():
            make(folder, files)
        time_reading(folder)
        time_import(folder, place / "base.db")
        time_cancel(folder, place)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else None,
        int(sys.argv[2]) if len(sys.argv) > 2 else 1000,
    )
