"""kill -9 while a document is drafted: what was written stays, and the next section follows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.drafting.part import DraftPart
from nibble_app.store import Store
from nibble_engine.api import Action
from nibble_engine.writing.plan import Plan, PlanSection
from scripted import scripted_model
from writing_bench import PATIENCE, closed, opened

CHILD = Path(__file__).parent / "draft_child.py"
HEADINGS = ("目标", "经过", "结果", "问题", "下一步")
PLAN = Plan("报告", "说明进展", language="zh-Hans").with_sections(
    PlanSection(str(n), heading, note=f"{heading}的内容") for n, heading in enumerate(HEADINGS)
)
DRAFT = "这一节是第{n}次写的，它说明了事情的经过，也说明了为什么这样做，以及接下来怎么办。"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")


def test_what_was_drafted_stays_and_the_next_follows(
    qapp: QApplication, nibble_home: Path, qtbot: QtBot
) -> None:
    store = Store(nibble_home / "nibble.db")
    document = store.documents.create("报告", "")
    store.plans.save(document, PLAN)
    store.close()
    scripted_model(nibble_home / "model", words=["word "], milliseconds=120)
    answers = [("正文", DRAFT), ("summarise", "概括。")]
    (nibble_home / "answers.json").write_text(json.dumps(answers), "utf-8")
    (nibble_home / "asked.jsonl").touch()
    killed_after(nibble_home, 2)

    bench = opened(qapp, nibble_home)
    assert not bench.store.warnings
    found, plan = bench.store.documents.get(document), bench.store.plans.get(document)
    assert found is not None and plan is not None and found.text.count("## ") >= 2
    asked = len(bench.asked())
    part = DraftPart(bench.context, bench.manuscript, bench.store.plans)
    bench.manuscript.open(document, found.text)
    assert part.keeper.plan == plan
    bench.load(qtbot)
    part.outline.foot.all.click()
    qtbot.waitUntil(lambda: not part.drafter.busy, timeout=PATIENCE)
    text = bench.manuscript.text
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [*HEADINGS]
    assert text.startswith(found.text.rstrip())
    again = [one for one in bench.asked()[asked:] if one.action is Action.INSTRUCT]
    # Those that are there are not asked for once more.
    assert 1 <= len(again) <= len(HEADINGS) - 2
    assert all(f"本节: {heading}" not in one.text for one in again for heading in HEADINGS[:2])
    part.shutdown()
    closed(qapp, bench, part)


def killed_after(home: Path, sections: int) -> None:
    """A window that is killed when so many sections are in, in the middle of the next."""
    environment = {
        **os.environ,
        "NIBBLE_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(CHILD.parent.parent), *sys.path]),
    }
    window = subprocess.Popen(
        [sys.executable, str(CHILD), str(home)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout
    for _ in range(sections):
        assert window.stdout.readline().startswith("Draft: ")
    children = psutil.Process(window.pid).children(recursive=True)
    os.kill(window.pid, signal.SIGKILL)
    window.stdout.close()
    window.wait(10)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, "the engine outlived its window"
