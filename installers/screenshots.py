"""Makes the pictures of the README from the real program with the real starter models.

python installers/screenshots.py    writes resources/screenshots/*.png (needs no screen)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["NIBBLE_HOME"] = tempfile.mkdtemp(prefix="nibble-screenshots-")
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "engine")]

from PySide6.QtWidgets import QApplication  # noqa: E402

from nibble_app import folders  # noqa: E402
from nibble_app.modes.support.page import SupportPage  # noqa: E402
from nibble_app.modes.translation.page import TranslationPage  # noqa: E402
from nibble_app.modes.writing.page import WritingPage  # noqa: E402
from nibble_app.program import Program  # noqa: E402
from nibble_app.settings import Settings  # noqa: E402
from nibble_engine.api import Role  # noqa: E402

FOLDER = ROOT / "resources" / "screenshots"
SIZE = (1200, 740)
TEXTS = {
    "en": (
        "Hello, the glass shade of my lamp arrived broken. What do you need from me?\n"
        "And what does express delivery cost? My phone is +1 555 0100.",
        "# Your order KP6480\n\nDear customer,\n\nWe are sorry that you did not recieve the the "
        "parcel in time. We will send you a new one on 3 December, and and you dont have to pay "
        "for it.\n\n## What you can do\n\n- Open your **account** and look at *Orders*.\n"
        "- Write to us if its not there.\n",
        "Good morning!\nWhere is the station?\nI want to buy two tickets.",
    ),
    "zh_CN": (
        "你好，收到的台灯破损了，需要提供什么？\n加急配送多少钱？我的手机是13912345678。",
        "# 关于订单KP6480\n\n尊敬的客户：\n\n非常抱歉,您的包裹晚到了。。我们会在12月3日"
        "给您寄一个新的，您不用付款。请耐心的等待，并并保留好包装。\n\n"
        "## 您可以\n\n- 打开您的**账户**，查看*订单*\n- 如果没有看到,请联系我们\n",
        "早上好！\n车站在哪里？\n我想买两张票。",
    ),
}


def main(language: str, suffix: str) -> None:
    """Makes three pictures in one language; a process can have only one."""
    app = QApplication(sys.argv[:1])
    settings = Settings(folders.config_file())
    for key, value in {"ui.language": language, "ui.theme": "light", "sampling.seed": 7}.items():
        settings.set(key, value)
    settings.set("sampling.temperature", 0.0)
    program = Program.open(app)
    program.window.resize(*SIZE)
    program.window.show()
    program.start()
    link = program.context.link
    _wait(app, lambda: all(link.state.models[r].info for r in (Role.CHAT, Role.TRANSLATION)))
    message, text, sentences = TEXTS[language]
    steps: dict[str, Callable[[], None]] = {
        "support": lambda: _support(app, program, message),
        "writing": lambda: _writing(app, program, text),
        "translation": lambda: _translation(app, program, sentences),
    }
    for name, show in steps.items():
        program.window.show_place(name)
        show()
        _pause(app, 0.5)
        program.window.grab().save(str(FOLDER / f"{name}{suffix}.png"))
    program.window.close()
    program.close()


def _support(app: QApplication, program: Program, message: str) -> None:
    page = program.window.view("support")
    assert isinstance(page, SupportPage)
    page.desk.sample_asked.emit()
    _wait(app, lambda: _is_read(page))
    page.desk.refresh()
    page.desk.ask_new(message)
    page.desk.new_case.add.click()
    _wait(app, lambda: page.desk.room.work.reply is not None)


def _is_read(page: SupportPage) -> bool:
    bases = [page.library.base(entry.key) for entry in page.library.bases()]
    return any(base.count() and not base.fact("importing") for base in bases)


def _writing(app: QApplication, program: Program, text: str) -> None:
    view = program.window.view("writing")
    assert isinstance(view, WritingPage)
    view.editor.insertPlainText(text)
    view.acts.bar.scope.choose("document")
    view.acts.list.run("proofread")
    _wait(app, lambda: view.changes.tracker.groups)


def _translation(app: QApplication, program: Program, sentences: str) -> None:
    page = program.window.view("translation")
    assert isinstance(page, TranslationPage)
    view = page.text
    view.source.insertPlainText(sentences)
    view.now.click()
    _wait(app, view.stop.isHidden)


def _wait(app: QApplication, ready: Callable[[], object], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.01)


def _pause(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 1:
        main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
    else:
        for language, suffix in (("en", ""), ("zh_CN", "-zh")):
            subprocess.run([sys.executable, __file__, language, suffix], check=True)
