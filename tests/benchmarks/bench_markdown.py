"""How long Markdown holds up the window: opened whole, and while it streams.

python tests/benchmarks/bench_markdown.py [characters …]
"""

from __future__ import annotations

import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QScrollArea

from nibble_app.widgets.markdown_view import MarkdownView
from nibble_engine.differences import pieces

SECTION = """## Refunds 退款

You can return it within **30 days**, see [the page](https://example.com) or `order.id`.
您好，请在三十天内联系我们，并附上订单号；我们会尽快为您处理。

1. open the orders
2. choose *return*

```python
def refund(order, days=30):
    return order.age <= days
```

| plan | price |
|------|------:|
| one  | 9     |

"""


def main() -> None:
    """Prints a table; times in milliseconds."""
    app = QApplication([])
    print(f"{'':24}{'characters':>11}{'total':>9}{'longest':>9}{'median':>9}")
    for length in [int(a) for a in sys.argv[1:]] or [2_000, 8_000, 32_000, 100_000]:
        text = (SECTION * (length // len(SECTION) + 1))[:length]
        report("opened", length, opened(app, text))
        report("streamed by 200", length, streamed(text, 200))
        code = "```python\n" + "value = [1, 2, 3]\n" * (length // 18)
        report("code, streamed by 200", length, streamed(code, 200))
        started = time.perf_counter()
        pieces(text, text.replace("days", "weeks").replace("订单", "账单"))
        report("diff", length, [time.perf_counter() - started])


def shown() -> tuple[QScrollArea, MarkdownView]:
    """A view in a window."""
    holder = QScrollArea()
    holder.setWidgetResizable(True)
    view = MarkdownView()
    holder.setWidget(view)
    holder.resize(780, 600)
    holder.show()
    return holder, view


def opened(app: QApplication, text: str) -> list[float]:
    """Seconds of each stretch in which the window answers nothing."""
    holder, view = shown()
    times = [timed(lambda: view.set_markdown(text))]
    while not view.is_drawn():
        times.append(timed(app.processEvents))
    times.append(timed(holder.grab))
    return times


def streamed(text: str, step: int) -> list[float]:
    """Seconds of each drawing, where each piece is drawn at once."""
    holder, view = shown()
    times = []
    for at in range(0, len(text), step):
        view.append_markdown(text[at : at + step])
        times.append(timed(view.finish))
    holder.close()
    return times


def timed(work: object) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def report(name: str, length: int, seconds: list[float]) -> None:
    """One line."""
    sizes = (sum(seconds), max(seconds), statistics.median(seconds))
    print(f"{name:24}{length:>11}" + "".join(f"{1000 * size:>9.1f}" for size in sizes))


if __name__ == "__main__":
    main()
