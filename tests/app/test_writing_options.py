"""Own actions, the person's voice and the rules of proofreading, over real files and widgets."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from nibble_app import folders, language
from nibble_app.cli import app as command
from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.actions import menus
from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.actions.parts import ActionParts
from nibble_app.modes.writing.actions.text_actions import add_text_actions
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.options.page import WritingOptions
from nibble_app.modes.writing.options.rules_page import RulesPage
from nibble_app.modes.writing.own_actions.entries import put_own
from nibble_app.modes.writing.own_actions.form import CustomActionForm
from nibble_app.notices import Notice, Notices, Tone
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_app.writing.own_actions import OwnActions
from nibble_app.writing.rules import chosen_rules
from nibble_app.writing.voice import LEAST, MOST_BYTES, MOST_GIVEN, Voice
from nibble_engine.api import Action
from nibble_engine.client import EngineProcess
from nibble_engine.errors import BadInputError, DocumentEncodingError, DocumentTooBigError
from nibble_engine.proofreading.catalogue import catalogue
from nibble_engine.proofreading.proofread import DEFAULT
from nibble_engine.writing.custom_actions import CustomAction, Field, read
from windows import focus, press

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LETTER = CustomAction(
    "",
    "给客户的邮件",
    "客气，并说明下一步",
    (
        Field("reader", "收件人"),
        Field("words", "字数", "number", "120", required=False),
        Field("how", "Ton & Stil", "choice", "", ("kurz", "lang")),
        Field("notes", "备注", "long", required=False),
        Field("signed", "署名", "yes_no", "yes"),
        Field("into", "语言", "language", "en"),
    ),
    "Write to {reader}, {words} words, {how}. {notes} Signed: {signed}. In {into}.\n\n{text}",
)


@pytest.fixture
def context(
    qapp: QApplication, nibble_home: Path, request: pytest.FixtureRequest
) -> Iterator[Context]:
    settings = Settings(folders.config_file())
    store = Store(folders.data_folder() / "nibble.db")
    theme = Theme(qapp, settings)
    yield Context(EngineLink(EngineProcess), store, settings, Notices(), theme)
    theme.close()
    store.close()
    qapp.setStyleSheet("")


@pytest.fixture(params=["en", "zh_CN"])
def options(
    qapp: QApplication, qtbot: QtBot, context: Context, request: pytest.FixtureRequest
) -> Iterator[WritingOptions]:
    language.install(qapp, request.param)
    actions = ActionList(context.settings)
    add_text_actions(actions)
    page = WritingOptions(context, actions)
    page.resize(1000, 640)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    yield page
    page.close()
    page.deleteLater()
    language.install(qapp, "en")


@pytest.fixture
def told(context: Context) -> list[Notice]:
    notices: list[Notice] = []
    context.notices.shown.connect(notices.append)
    return notices


def rules_of(qtbot: QtBot, options: WritingOptions) -> RulesPage:
    """The page of rules, when they have been read."""
    options.show_part("rules")
    qtbot.waitUntil(lambda: bool(options.rules_page.rows), timeout=60_000)
    assert focus() is next(iter(options.rules_page.rows.values())).box
    return options.rules_page


def actions_folder() -> Path:
    return folders.data_folder() / "writing" / "actions"


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(focus(), Qt.Key.Key_V, CONTROL)


# --- own actions ---


def test_an_action_is_written_by_keyboard_and_kept_as_a_file(
    qtbot: QtBot, options: WritingOptions
) -> None:
    options.show_part("actions")
    page = options.actions_page
    assert focus() is page.editor.name
    paste("Für Kinder")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focus() is page.editor.request
    paste("Say it for a child of {age} in {语气} words.\n\n{text}")
    rows = page.editor.rows()
    assert [row.key for row in rows] == ["age", "语气"]
    qtbot.waitUntil(rows[1].isVisible, timeout=10_000)
    press(Qt.Key.Key_Tab)
    assert focus() is rows[0].label
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    paste("8")
    qtbot.waitUntil((actions_folder() / "für-kinder.toml").exists, timeout=10_000)
    kept = read(actions_folder() / "für-kinder.toml")
    assert (kept.name, kept.fields[0].kind, kept.fields[0].default) == ("Für Kinder", "number", "8")
    assert page.list.entries()[0].title == "Für Kinder"
    assert OwnActions(actions_folder()).get("für-kinder.toml").action == kept


def test_what_is_not_enough_is_not_kept_and_this_is_said(
    options: WritingOptions, told: list[Notice]
) -> None:
    options.show_part("actions")
    page = options.actions_page
    paste("Ohne Text")
    assert not page.keep() and page.said.text()
    assert not list(actions_folder().glob("*"))
    first = page.said.text()
    page.editor.request.setPlainText(" ".join(f"{{f{n}}}" for n in range(40)) + "{text}")
    assert not page.keep() and page.said.text() not in ("", first)
    page.begin()
    assert told[-1].tone is Tone.WARNING


def test_every_kind_of_field_is_the_same_after_it_was_kept(nibble_home: Path) -> None:
    own = OwnActions(actions_folder())
    name = own.keep(LETTER)
    action = own.get(name).action
    assert action is not None
    assert (action.name, action.fields, action.request) == (
        LETTER.name,
        LETTER.fields,
        LETTER.request,
    )
    assert own.keep(action, name) == name and len(own.all()) == 1
    assert own.keep(LETTER) != name and len(own.all()) == 2


def test_a_row_for_each_field_survives_the_loss_of_its_place(options: WritingOptions) -> None:
    editor = options.actions_page.editor
    editor.put(LETTER)
    assert editor.action().fields == LETTER.fields
    editor.request.setPlainText("{text}")
    assert editor.rows() == []
    editor.request.setPlainText(LETTER.request)
    assert editor.action().fields == LETTER.fields
    for row in editor.rows():
        assert all(stop.accessibleName() for stop in row.stops())


def test_a_file_is_imported_with_its_comments_duplicated_exported_and_deleted_with_undo(
    qtbot: QtBot, options: WritingOptions, told: list[Notice], tmp_path: Path
) -> None:
    source = tmp_path / "from a friend.toml"
    source.write_text('# mine\nname = "Kürzer"\nrequest = "Short: {text}"\n', "utf-8")
    page = options.actions_page
    page.import_file(source)
    qtbot.waitUntil(lambda: bool(page.list.entries()), timeout=10_000)
    kept = actions_folder() / "kürzer.toml"
    assert kept.read_bytes() == source.read_bytes()
    page.duplicate()
    assert len(page.list.entries()) == 2 and page.editor.name.text() != "Kürzer"
    page.list.setFocus()
    page.list.select("kürzer.toml")
    page.list.chosen.emit("kürzer.toml")
    QApplication.processEvents()
    target = tmp_path / "out.toml"
    page.export_file(target)
    qtbot.waitUntil(target.exists, timeout=10_000)
    assert target.read_bytes() == source.read_bytes()
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert not kept.exists() and len(page.list.entries()) == 1
    undo = told[-1].action
    assert undo is not None
    undo.do()
    assert kept.read_bytes() == source.read_bytes() and page.editor.name.text() == "Kürzer"


HOSTILE = {
    "no-toml": b"name = [[[",
    "binary": bytes(range(256)) * 10,
    "empty": b"",
    "deep": b"a=" + b"[" * 5000,
    "huge": b'name = "x"\nrequest = "{text}"\n# ' + b"x" * 100_000,
    "no-text": b'name = "x"\nrequest = "nothing"\n',
    "unknown-kind": b'name="x"\nrequest="{a} {text}"\n[[fields]]\nkey="a"\nkind="file"\n',
    "twice": b'name="x"\nrequest="{a} {text}"\n[[fields]]\nkey="a"\n[[fields]]\nkey="a"\n',
    "wrong-types": b'name=1\nrequest=["{text}"]\nfields="x"\n',
    "undescribed": b'name="x"\nrequest="{a.__class__} {b} {text}"\n',
}


@pytest.mark.parametrize("options", ["zh_CN"], indirect=True)
def test_files_that_cannot_be_used_are_listed_with_their_error_and_not_lost(
    options: WritingOptions,
) -> None:
    folder = actions_folder()
    folder.mkdir(parents=True)
    for name, data in HOSTILE.items():
        (folder / f"{name}.toml").write_bytes(data)
    (folder / "link.toml").symlink_to("/etc/passwd")
    (folder / "good.toml").write_text('name = "Good"\nrequest = "{text}"\n', "utf-8")
    own = OwnActions(folder)
    bad = {kept.name for kept in own.all() if kept.error is not None}
    # A place that no field describes stays as it is: it is text, and nothing evaluates it.
    assert bad >= {f"{name}.toml" for name in HOSTILE if name != "undescribed"} | {"link.toml"}
    page = options.actions_page
    page.refresh()
    for name in bad:
        page.show_action(name)
        assert page.message.isVisibleTo(page) and page.message.text.text()
        assert "root:" not in page.broken.toPlainText()
        assert not page.twice.isEnabled()
    for name, data in HOSTILE.items():
        assert (folder / f"{name}.toml").read_bytes() == data


def test_a_broken_file_can_be_deleted_and_a_link_leads_nowhere(
    options: WritingOptions, tmp_path: Path
) -> None:
    outside = tmp_path / "precious.toml"
    outside.write_text("precious", "utf-8")
    actions_folder().mkdir(parents=True)
    (actions_folder() / "link.toml").symlink_to(outside)
    page = options.actions_page
    page.refresh()
    page.show_action("link.toml")
    page.delete()
    assert outside.read_text("utf-8") == "precious"
    assert not list(actions_folder().iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_not_waited_for(nibble_home: Path) -> None:
    actions_folder().mkdir(parents=True)
    os.mkfifo(actions_folder() / "pipe.toml")
    (actions_folder() / "folder.toml").mkdir()
    (actions_folder() / "link.toml").symlink_to(actions_folder() / "pipe.toml")
    (kept,) = OwnActions(actions_folder()).all()
    assert kept.name == "link.toml" and kept.error is not None and kept.error.code == "disk"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("../../etc/passwd", "etc-passwd.toml"),
        ("con", "my-con.toml"),
        ("...", "1.toml"),
        ("改写 / 客户", "改写-客户.toml"),
        ("x" * 300, "x" * 40 + ".toml"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(nibble_home: Path, words: str, name: str) -> None:
    own = OwnActions(actions_folder())
    assert own.keep(CustomAction("", words, "", (), "{text}")) == name
    assert (actions_folder() / name).is_file()


# --- the form ---


@pytest.fixture
def form(context: Context, options: WritingOptions) -> Iterator[CustomActionForm]:
    form = CustomActionForm(options)
    form.setGeometry(20, 20, 420, 400)
    form.raise_()
    yield form


@pytest.mark.parametrize("options", ["en"], indirect=True)
def test_the_fields_are_filled_in_by_keyboard_and_become_a_wish(
    options: WritingOptions, form: CustomActionForm
) -> None:
    options.back.setFocus()
    elsewhere = QShortcut("Ctrl+Return", options)
    elsewhere.activated.connect(lambda: pytest.fail("a key of the page was taken"))
    wishes: list[Wish] = []
    form.wished.connect(wishes.append)
    form.ask(LETTER)
    assert focus() is form.editor("reader")
    press(Qt.Key.Key_Return)
    assert wishes == [] and focus() is form.editor("reader")
    paste("Frau Li {text}")
    press(Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    paste("many")
    press(Qt.Key.Key_Return)
    assert wishes == [] and focus() is form.editor("words")
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    paste("８０")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    notes = form.editor("notes")
    assert focus() is notes and isinstance(notes, QPlainTextEdit)
    paste("two\nlines")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Backtab)
    QTest.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    (wish,) = wishes
    assert "words, lang. two\nlines Signed: no. In en.\n\n{text}" in wish.request
    assert wish.asked("Hallo").request == wish.request and wish.asked("Hallo").text == "Hallo"
    assert form.isHidden() and focus() is options.back
    form.ask(LETTER)
    press(Qt.Key.Key_Escape)
    assert form.isHidden() and len(wishes) == 1 and options.isVisible()


def test_each_kind_has_its_editor_with_a_name(form: CustomActionForm) -> None:
    form.ask(LETTER)
    kinds = [type(form.editor(field.key)) for field in LETTER.fields]
    assert kinds == [QLineEdit, QLineEdit, QComboBox, QPlainTextEdit, QCheckBox, QComboBox]
    assert all(form.editor(field.key).accessibleName() == field.label for field in LETTER.fields)


def test_names_without_end_make_nothing_wider(
    context: Context, form: CustomActionForm, options: WritingOptions
) -> None:
    long = "Sehr & <b>lang</b> " * 40
    kinds = ("text", "choice", "yes_no", "language", "number", "long")
    choices = {"choice": (long, "b")}
    fields = tuple(
        Field(f"k_{kind}", long, kind, "", choices.get(kind, ()), False)  # type: ignore[arg-type]
        for kind in kinds
    )
    action = CustomAction("", long, long, fields, "{text}")
    own = OwnActions(actions_folder())
    name = own.keep(action)
    form.ask(action)
    QApplication.processEvents()
    assert form.minimumSizeHint().width() <= 420
    assert form.fields is not None and form.fields.minimumSizeHint().width() <= 420
    actions = ActionList(context.settings)
    put_own(actions, own, form)
    menu = QMenu(options)
    menus.fill(menu, context.theme, actions, ("own",))
    assert menu.sizeHint().width() < 700
    options.actions_page.refresh()
    options.actions_page.show_action(name)
    assert options.minimumSizeHint().width() <= 1000


def test_own_actions_are_in_the_palette_and_follow_their_files(
    context: Context, form: CustomActionForm
) -> None:
    own = OwnActions(actions_folder())
    name = own.keep(CustomAction("", "Wie ein Pirat", "Arr", (), "As a pirate: {text}"))
    own.keep(LETTER)
    (actions_folder() / "broken.toml").write_text("=", "utf-8")
    actions = ActionList(context.settings)
    wishes: list[Wish] = []
    form.wished.connect(actions.wish)
    actions.wished.connect(wishes.append)
    put_own(actions, own, form)
    assert [one.title for one in actions.entries("pirat")] == ["Wie ein Pirat"]
    assert len(actions.entries()) == 2
    actions.run(actions.entries("pirat")[0].key)
    assert wishes[0].request == "As a pirate: {text}" and wishes[0].tone == ""
    actions.run(actions.entries("邮件")[0].key)
    assert form.isVisible() and len(wishes) == 1
    own.remove(name)
    put_own(actions, own, form)
    assert [one.title for one in actions.entries()] == [LETTER.name]


# --- voice ---


def test_a_sample_is_pasted_kept_shown_and_deleted_with_undo(
    options: WritingOptions, told: list[Notice]
) -> None:
    options.show_part("voice")
    page = options.voice_page
    assert focus() is page.text and not page.keep.isEnabled()
    paste("短。")
    assert page.hint.text() and str(LEAST) in page.hint.text()
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    text = "我写邮件一向直接，先说结论。" * 20
    paste(text)
    assert not page.hint.text() or str(LEAST) not in page.hint.text()
    press(Qt.Key.Key_Tab)
    while focus() is not page.keep:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert options.voice.samples() == (text,) and page.text.toPlainText() == ""
    (entry,) = page.list.entries()
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    assert page.text.toPlainText() == text and page.text.isReadOnly()
    press(Qt.Key.Key_Delete)
    assert options.voice.samples() == () and page.list.entries() == []
    undo = told[-1].action
    assert undo is not None
    undo.do()
    assert options.voice.samples() == (text,) and page.list.entries() == [entry]


def test_samples_are_read_from_files_and_given_in_part(
    qtbot: QtBot, options: WritingOptions, told: list[Notice], tmp_path: Path
) -> None:
    page, path = options.voice_page, tmp_path / "notes.md"
    path.write_bytes("第一段。\r\n".encode("gb18030") * 2000)
    page.add_file(path)
    qtbot.waitUntil(lambda: bool(page.list.entries()), timeout=10_000)
    (given,) = options.voice.samples()
    assert given.startswith("第一段。\n第一段。") and "\r" not in given
    path.write_bytes(b"x" * (MOST_BYTES + 1))
    page.add_file(path)
    qtbot.waitUntil(lambda: told[-1].tone is Tone.ERROR, timeout=10_000)
    assert len(page.list.entries()) == 1


def test_what_is_no_text_is_refused_as_a_sample(nibble_home: Path, tmp_path: Path) -> None:
    voice = Voice(folders.data_folder() / "writing" / "voice")
    path = tmp_path / "x.txt"
    with pytest.raises(BadInputError):
        voice.add("  \n")
    with pytest.raises(DocumentTooBigError):
        voice.add("字" * MOST_BYTES)
    path.write_bytes(b"\xff\x00\x81\x00" * 50)
    with pytest.raises(DocumentEncodingError):
        voice.bring(path)
    assert voice.all() == [] and voice.samples() == ()


def test_the_longest_samples_come_first_and_no_more_than_are_read_at_once(
    nibble_home: Path,
) -> None:
    voice = Voice(folders.data_folder() / "writing" / "voice")
    for number in range(5):
        voice.add(f"{number}: " + "A sentence of mine. " * (number + 1) * 80)
    given = voice.samples()
    assert [text[0] for text in given] == ["4", "3", "2", "1"]
    assert sum(map(len, given)) == MOST_GIVEN and len(voice.all()) == 5


# --- rules ---


def test_every_rule_has_a_name_an_example_and_its_reason(
    qtbot: QtBot, options: WritingOptions
) -> None:
    rows = rules_of(qtbot, options).rows
    assert set(rows) == set(catalogue())
    for row in rows.values():
        told = row.rule
        assert told.title != told.id and told.wrong != told.right and told.reason, told.id
        assert row.box.accessibleName() and told.reason in row.box.accessibleDescription()


def test_rules_are_switched_by_keyboard_and_the_command_line_follows(
    qtbot: QtBot, options: WritingOptions, context: Context
) -> None:
    page = rules_of(qtbot, options)
    assert chosen_rules(context.settings).chosen() == DEFAULT.chosen()
    box = page.rows["zh-particle"].box
    assert focus() is box
    press(Qt.Key.Key_Space)
    assert "zh-particle" not in {rule.id for rule in chosen_rules(context.settings).chosen()}
    assert page.all_on.isEnabled()
    text = "孩子们开心的笑了起来。I recieved it."
    done = CliRunner().invoke(command, ["write", "proofread", text, "--rules-only"])
    assert done.output.strip() == "孩子们开心的笑了起来。I recieved it."
    page.all_on.setFocus()
    press(Qt.Key.Key_Space)
    assert isinstance(box, QCheckBox) and box.isChecked() and not page.all_on.isEnabled()
    done = CliRunner().invoke(command, ["write", "proofread", "开心的笑了起来。", "--rules-only"])
    assert done.output.strip() == "开心地笑了起来。"
    assert tomllib.loads(folders.config_file().read_text("utf-8")) == {}


def test_the_style_of_spaces_is_chosen_and_its_example_follows(
    qtbot: QtBot, options: WritingOptions, context: Context
) -> None:
    row = rules_of(qtbot, options).rows["zh-spacing"]
    assert isinstance(row.box, QComboBox)
    assert "zh-spacing" not in {rule.id for rule in chosen_rules(context.settings).chosen()}
    row.box.setFocus()
    press(Qt.Key.Key_Down)
    rules = chosen_rules(context.settings)
    assert "zh-spacing" in {rule.id for rule in rules.chosen()} and rules.spacing == "add"
    press(Qt.Key.Key_Down)
    assert chosen_rules(context.settings).spacing == "remove"
    assert context.settings.get("writing.spacing") == "remove"
    context.settings.set("writing.spacing", "off")
    assert row.box.currentData() == "off"


def test_an_unknown_rule_in_the_settings_does_no_harm(context: Context) -> None:
    context.settings.set("writing.rules_off", "gone zh-typo ../x")
    ids = {rule.id for rule in chosen_rules(context.settings).chosen()}
    assert "zh-typo" not in ids and "zh-width" in ids


# --- the page as a whole ---


def test_escape_leads_back_and_what_was_written_is_kept(options: WritingOptions) -> None:
    left: list[bool] = []
    options.left.connect(lambda: left.append(True))
    options.show_part("actions")
    paste("Neu")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    paste("{text}")
    press(Qt.Key.Key_Escape)
    assert left == [True] and (actions_folder() / "neu.toml").exists()


def test_the_list_of_actions_is_read_with_its_keys(options: WritingOptions) -> None:
    options.show_part("help")
    assert focus() is options.help_page.field
    rows = options.help_page.rows()
    assert len(rows) > 20 and {"F7", "Shift+F7"} <= {row.keys for row in rows}
    paste("表格")
    assert [row.key for row in options.help_page.rows()] == ["table"]


def test_all_parts_work_together_on_a_page(qtbot: QtBot, context: Context) -> None:
    page, trouble = QWidget(), ["No model"]
    parts = ActionParts(context, page, lambda: trouble[0])
    editor = QPlainTextEdit("Some text")
    column = QVBoxLayout(page)
    for part in (parts.bar, parts.form, editor):
        column.addWidget(part)
    parts.follow(editor)
    page.resize(1000, 640)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    editor.setFocus()
    wishes: list[Wish] = []
    asked: list[str] = []
    refused: list[str] = []
    parts.list.wished.connect(wishes.append)
    parts.list.refused.connect(refused.append)
    parts.options_asked.connect(asked.append)
    QTest.keyClick(focus(), Qt.Key.Key_F7)
    QTest.keyClick(focus(), Qt.Key.Key_F1)
    assert refused == ["No model"] and wishes == [] and asked == ["help"]
    trouble[0] = ""
    parts.list.look_again()
    editor.selectAll()
    assert parts.bar.scope.scope() == "selection"
    parts.list.run("tone_voice")
    assert wishes == [] and len(refused) == 2
    parts.voice.add("So I write.")
    parts.own.keep(LETTER)
    parts.options_changed("actions")
    parts.list.run("tone_voice")
    assert wishes == [Wish(Action.TONE, tone="voice")]
    QTest.keyClick(focus(), Qt.Key.Key_K, CONTROL)
    paste("邮件")
    press(Qt.Key.Key_Return)
    assert parts.form.isVisible() and focus() is parts.form.editor("reader")
    paste("Li")
    press(Qt.Key.Key_Return)
    assert wishes[1].request.startswith("Write to Li, 120 words") and focus() is editor
    page.close()
    page.deleteLater()


@pytest.mark.parametrize("size", [(1000, 640), (1440, 900), (700, 480)])
def test_nothing_is_cut_off_at_usual_sizes(options: WritingOptions, size: tuple[int, int]) -> None:
    OwnActions(actions_folder()).keep(LETTER)
    options.actions_page.refresh()
    options.resize(*size)
    for part in ("actions", "voice", "rules", "help"):
        options.show_part(part)  # type: ignore[arg-type]
        QApplication.processEvents()
        assert options.minimumSizeHint().width() <= size[0]
        for child in _buttons(options):
            assert child.width() >= child.minimumSizeHint().width()
            assert options.rect().contains(child.mapTo(options, child.rect().bottomRight()))


def test_the_page_goes_without_leaving_anything_in_the_settings(
    qtbot: QtBot, context: Context
) -> None:
    page = RulesPage(context)
    page.show()
    qtbot.waitUntil(lambda: bool(page.rows), timeout=30_000)
    page.deleteLater()
    QApplication.processEvents()
    context.settings.set("writing.spacing", "add")


def _buttons(page: QWidget) -> list[QWidget]:
    found = [*page.findChildren(QWidget)]
    return [
        one for one in found if one.property("kind") in ("primary", "danger") and one.isVisible()
    ]
