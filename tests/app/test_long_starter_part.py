"""Long documents with the starter: a ready-made outline, no drafts, a summary; each is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.drafting.part import DraftPart
from nibble_engine.resources import resource
from scripted import load
from writing_bench import Bench, closed, opened

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
LOADING = 240_000
TEXT = """# 送货说明

## 时间

我们在周一到周六的8点到20点之间送货。

## 费用

运费是4.90元，满50元免运费。
"""


@pytest.fixture
def bench(qapp: QApplication, nibble_home: Path) -> Iterator[Bench]:
    bench = opened(qapp, nibble_home, real=True)
    bench.context.settings.set("sampling.max_new_tokens", 64)
    yield bench
    closed(qapp, bench)


def test_what_the_starter_cannot_do_is_said(bench: Bench, qtbot: QtBot) -> None:
    part = DraftPart(bench.context, bench.manuscript, bench.store.plans)
    part.show()
    bench.context.link.start()
    bench.context.link.load(load(str(resource("starter", "chat"))))
    qtbot.waitUntil(bench.has_model, timeout=LOADING)
    bench.open(TEXT)
    part.start.goal.insertPlainText("一份说明")
    QTest.keyClick(part.start.make, Qt.Key.Key_Space)
    qtbot.waitUntil(part.outline.isVisible, timeout=LOADING)
    assert part.message.isVisible() and part.message.text.text().startswith(
        "The outline is a ready"
    )
    assert part.outline.foot.said.text().startswith("This model is too small to draft")
    assert not part.outline.foot.all.isEnabled() and not part.outline.foot.one.isEnabled()
    part.tabs.setCurrentIndex(1)
    QTest.keyClick(part.summary.start, Qt.Key.Key_Space)
    qtbot.waitUntil(part.summary.insert.isEnabled, timeout=LOADING)
    lines = part.summary.result.toPlainText().splitlines()
    assert [line.split("**")[1] for line in lines] == ["时间", "费用"]
    part.summary.form.setCurrentIndex(2)
    QTest.keyClick(part.summary.start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(part.summary.said.text()), timeout=LOADING)
    assert part.summary.said.text().startswith("This model is too small for it")
    assert bench.manuscript.text == TEXT
    part.shutdown()
    part.close()
    part.deleteLater()
