"""Files of the writing mode in the window: real files, dialogs that a person answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QElapsedTimer, QMimeData, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.files import DocumentFiles
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.pasting import Pasting, markdown_of
from nibble_app.notices import Notice, Tone
from nibble_app.program import Program
from nibble_engine.manuscript.files import Replacement
from nibble_engine.manuscript.provenance_data import Provenance
from windows import closed, small_program

PATIENCE = 30_000
TEXTS = ("{*}t", "{*}delText")
WHEN = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NIBBLE_HOME", str(tmp_path_factory.mktemp("home")))
    program = small_program(qapp, "en")
    yield program
    closed(qapp, program)
    patch.undo()


class Page(QWidget):
    """An editor with the files of its document."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.window)
        self.editor = QPlainTextEdit()
        QVBoxLayout(self).addWidget(self.editor)
        self.manuscript = Manuscript(self.editor, self)
        self.pending: list[Replacement] = []
        self.known: Provenance | None = None
        self.files = DocumentFiles(
            program.context,
            self.manuscript,
            self,
            pending=lambda: self.pending,
            provenance=lambda document, text: self.known,
        )
        self.notices: list[Notice] = []
        program.context.notices.shown.connect(self.notices.append)


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> Iterator[Page]:
    page = Page(program)
    page.show()
    yield page
    page.files.shutdown()
    page.deleteLater()


def word(path: Path) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Annual report"
    document.add_heading("标题 Title", 1)
    document.add_paragraph("The first paragraph.").runs[0].underline = True
    document.add_paragraph("Buy milk", style="List Bullet")
    document.save(str(path))
    return path


def opened(qtbot: QtBot, page: Page, path: Path) -> tuple[str, str, tuple[str, ...]]:
    with qtbot.waitSignal(page.files.opened, timeout=PATIENCE) as signal:
        page.files.open_path(path)
    return tuple(signal.args)  # type: ignore[return-value]


def answering(
    monkeypatch: pytest.MonkeyPatch, method: str, path: Path, kind: str = ""
) -> list[tuple[object, ...]]:
    """A person who chooses that file in the dialog; gives what the dialog was asked."""
    asked: list[tuple[object, ...]] = []

    def answer(*given: object) -> tuple[str, str]:
        asked.append(given)
        kinds = str(given[3]).split(";;")
        return str(path), next((each for each in kinds if kind and each.startswith(kind)), kinds[0])

    monkeypatch.setattr(QFileDialog, method, answer)
    return asked


def saved(qtbot: QtBot, page: Page, do: Callable[[], None]) -> Path:
    with qtbot.waitSignal(page.files.saved, timeout=PATIENCE) as signal:
        do()
    return Path(signal.args[0])


def test_a_word_document_is_opened_changed_and_saved(
    qtbot: QtBot, page: Page, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = word(tmp_path / "report.docx")
    answering(monkeypatch, "getOpenFileName", path)
    with qtbot.waitSignal(page.files.opened, timeout=PATIENCE) as signal:
        page.files.open()
    text = "# 标题 Title\n\nThe first paragraph.\n\n- Buy milk\n"
    assert list(signal.args) == ["report.docx", text, ("headers",)]
    assert page.manuscript.text == text
    document = page.manuscript.document
    kept = program.context.store.source_files.get(document)
    assert kept is not None
    assert (kept.name, kept.format, kept.content) == ("report.docx", "docx", path.read_bytes())
    assert "headers and footers" in page.notices[-1].detail
    at = text.index("first")
    page.manuscript.replace(at, at + len("first"), "second")
    assert saved(qtbot, page, page.files.save) == path
    again = docx.Document(str(path))
    assert [each.text for each in again.paragraphs] == [
        "标题 Title",
        "The second paragraph.",
        "Buy milk",
    ]
    assert all(run.underline for run in again.paragraphs[1].runs)
    assert again.sections[0].header.paragraphs[0].text == "Annual report"
    assert page.notices[-1].tone is Tone.SUCCESS


def test_tracked_changes_are_a_kind_of_file(
    qtbot: QtBot, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, page, word(tmp_path / "report.docx"))
    at = page.manuscript.text.index("first")
    page.manuscript.replace(at, at + len("first"), "second")
    at = page.manuscript.text.index("milk")
    page.pending = [(at, at + 4, "bread")]
    target = tmp_path / "changed"
    asked = answering(monkeypatch, "getSaveFileName", target, "Word document with tracked changes")
    assert saved(qtbot, page, page.files.save_as) == tmp_path / "changed.docx"
    assert str(asked[0][2]).endswith("report.docx")
    body = docx.Document(str(tmp_path / "changed.docx")).element.body
    found = [text.text for mark in body.iter("{*}ins", "{*}del") for text in mark.iter(*TEXTS)]
    assert found == ["first", "second", "milk", "bread"]


def test_a_new_text_is_saved_in_every_format(
    qtbot: QtBot, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.manuscript.open("", "# 会议通知\n\n我们**星期一**开会。\n")
    page.known = Provenance(True, (("Starter", "nf4"),), WHEN, WHEN, 0.5, 0.25)
    for suffix in ("docx", "md", "txt", "html"):
        path = tmp_path / f"a.{suffix}"
        asked = answering(monkeypatch, "getSaveFileName", path)
        saved(qtbot, page, page.files.save_as)
        assert asked[0][2] == "会议通知.docx"
        assert "tracked" not in str(asked[0][3])
        opened(qtbot, page, path)
        assert "星期一" in page.manuscript.text
        assert "由人工智能辅助撰写" in page.manuscript.text
        page.manuscript.open("", "# 会议通知\n\n我们**星期一**开会。\n")


def test_a_file_that_another_program_changed_is_not_written_over(
    qtbot: QtBot, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("One.\n", "utf-8")
    opened(qtbot, page, path)
    path.write_text("Somebody else's words.\n", "utf-8")
    asked = answering(monkeypatch, "getSaveFileName", tmp_path / "b.md")
    assert saved(qtbot, page, page.files.save) == tmp_path / "b.md"
    assert asked
    assert path.read_text("utf-8") == "Somebody else's words.\n"
    assert page.notices[-2].text == "Another program changed a.md"


def test_what_cannot_be_opened_is_told(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "a.docx"
    bad.write_bytes(b"this is no document")
    before = page.manuscript.text
    page.files.open_path(bad)
    qtbot.waitUntil(lambda: bool(page.notices), timeout=PATIENCE)
    assert page.notices[-1].tone is Tone.ERROR
    assert page.notices[-1].text == "This kind of document is not supported"
    assert page.manuscript.text == before
    page.manuscript.open("", "Words.")
    page.files.write(tmp_path / "nowhere" / "a.docx")
    qtbot.waitUntil(lambda: len(page.notices) == 2, timeout=PATIENCE)
    assert page.notices[-1].tone is Tone.ERROR


def test_a_pdf_has_pages_text_and_links(
    qtbot: QtBot, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    body = "\n\n".join(f"第{n}段：文本可以被查找，Room {n} first." for n in range(80))
    text = (
        f"# 报告 2026\n\n- one\n- [x] done\n\n> 引用\n\n```\nx = 1\n```\n\n| a | b |\n|---|---|\n"
        f"| 1 | [link](https://example.org/) |\n\n{body}\n"
    )
    page.manuscript.open("", text)
    page.known = Provenance(True, (("Starter", "nf4"),), WHEN, WHEN, 0.5, 0.25)
    answering(monkeypatch, "getSaveFileName", path)
    assert saved(qtbot, page, page.files.export_pdf) == path
    read = PdfReader(path)
    shown = "\n".join(each.extract_text() for each in read.pages)
    for words in (
        "报告 2026",
        "第79段：文本可以被查找，Room 79 first.",
        "x = 1",
        "由人工智能辅助撰写",
    ):
        assert words in shown.replace("\n", "") or words in shown
    assert f"1 / {len(read.pages)}" in shown
    assert len(read.pages) > 2
    assert read.metadata is not None
    assert read.metadata.title == "报告 2026"
    assert read.metadata["/ai_models"] == "Starter (4 bits, nf4)"
    links = [each.get_object()["/A"]["/URI"] for each in read.pages[0]["/Annots"]]
    assert links == ["https://example.org/"]
    box = read.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_the_window_goes_on_while_a_pdf_is_written(
    qtbot: QtBot, page: Page, tmp_path: Path
) -> None:
    page.manuscript.open("", "\n\n".join(["一段很长的文字，用来写满很多页。" * 12] * 500))
    clock = QElapsedTimer()
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(clock.restart()))
    clock.start()
    timer.start(5)
    saved(qtbot, page, lambda: page.files.write_pdf(tmp_path / "a.pdf"))
    timer.stop()
    # Had the window waited, there would have been no beat between the first and the last.
    assert len(beats) > 3
    assert len(PdfReader(tmp_path / "a.pdf").pages) > 20


def test_what_is_under_way_ends_with_the_window(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    page.manuscript.open("", "Words.")
    page.files.shutdown()
    page.files.write(tmp_path / "a.docx")
    page.files.write_pdf(tmp_path / "a.pdf")
    until = time.monotonic() + 3
    qtbot.waitUntil(lambda: time.monotonic() > until, timeout=5000)
    assert list(tmp_path.iterdir()) == []
    assert page.notices == []


def clipboard(html: str = "", text: str = "") -> QMimeData:
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    return mime


def test_pasting_keeps_structure() -> None:
    page = (
        "<html><body><!--StartFragment--><h2>Title</h2><p>Some <b>bold</b> words.</p>"
        "<ul><li>one</li><li>two</li></ul><script>alert(1)</script>"
        '<a href="javascript:alert(1)">bad</a><!--EndFragment--></body></html>'
    )
    assert markdown_of(clipboard(page, "Title ...")) == (
        "## Title\n\nSome **bold** words.\n\n- one\n- two\n\nbad"
    )
    office = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>1."
        "<span>&nbsp; </span></span><![endif]>First</p>"
    )
    assert markdown_of(clipboard(office, "1. First")) == "1. First"
    table = "<table><tr><td>名称</td><td>数量</td></tr><tr><td>纸</td><td>3</td></tr></table>"
    assert markdown_of(clipboard(table)) == "| 名称 | 数量 |\n| --- | --- |\n| 纸 | 3 |"


def test_pasting_plain_text_changes_nothing() -> None:
    assert markdown_of(clipboard(text="2 * 3 * 4\n  _x_")) == "2 * 3 * 4\n  _x_"
    assert markdown_of(clipboard("<span style='color:red'>2 * 3</span>", "2 * 3")) == "2 * 3"
    assert markdown_of(QMimeData()) is None
    assert markdown_of(clipboard("<h1>x</h1>" * 110_000, "x")) == "x"
    assert markdown_of(clipboard("<!DOCTYPE [" * 1000, "x")) == "x"


def test_a_long_page_does_not_hold_up_the_window(qtbot: QtBot) -> None:
    editor = QPlainTextEdit("before after")
    qtbot.addWidget(editor)
    pasting = Pasting(editor)
    assert pasting(clipboard("<b>short</b>")) == "**short**"
    cursor = editor.textCursor()
    cursor.setPosition(len("before "))
    editor.setTextCursor(cursor)
    page = "".join(f"<h2>Part {n}</h2><p>Some <b>bold</b> words.</p>" for n in range(800))
    assert pasting(clipboard(page, "plain")) == ""
    editor.textCursor().insertText("typed ")
    assert editor.toPlainText() == "before typed after"
    qtbot.waitUntil(lambda: "Part 799" in editor.toPlainText(), timeout=PATIENCE)
    text = editor.toPlainText()
    assert text.startswith("before ")
    assert text.endswith("after")
    assert "typed " in text
    assert "## Part 1\n\nSome **bold** words.\n\n## Part 2" in text
    editor.undo()
    assert editor.toPlainText() == "before typed after"
