"""The models of this computer in the window: looked after, let go, and loaded again."""

from __future__ import annotations

import errno
import json
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.engine_words import memory_text, status_text
from nibble_app.link import JobHandle
from nibble_app.model_choice import KEYS, chosen_load, model_folders
from nibble_app.notices import Notice
from nibble_app.pages.models import upkeep_work
from nibble_app.pages.models.here import ModelsHere
from nibble_app.pages.models.makers_card import LONGEST, makers_card
from nibble_app.pages.models.page import ModelsPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.together import needed, too_many
from nibble_engine.api import Chat, Load, Message, Role, Sampling, new_job
from nibble_engine.models import upkeep
from nibble_engine.models.copying import copy_folder
from nibble_engine.models.upkeep import ModelHome, size_of
from nibble_engine.models.verifying import Verdict
from nibble_engine.planning.computer import Computer
from nibble_engine.quantization.planner import MemoryPlan
from scripted import scripted_model
from windows import closed, support_page, wait_for_models

sys.path.append(str(Path(__file__).parent.parent / "engine"))
PATIENCE = 30_000


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    for key in ("chat_model", "translation_model"):
        settings.set(f"engine.{key}", str(scripted_model(tmp_path / key, words=["好 "])))
    settings.set("ui.language", "en")
    return settings


@pytest.fixture
def folder(settings: Settings) -> Path:
    """A real model in the program's folder, with its hashes and its makers' words."""
    import model_factory

    from nibble_engine.models.hashes import LIST, hash_of

    made = model_factory.causal(folders.data_folder() / "models" / "house--model")
    (made / "README.md").write_text(
        "---\nlicense: mit\n---\n# A model\n\n![x](http://127.0.0.1:9/x.png)\n[more](https://a.b/)\n"
    )
    listed = {"config.json", "model.safetensors", "tokenizer.json"}
    sums = {name: hash_of(made / name, "0" * 64) for name in listed}
    (made / LIST).write_text(json.dumps(sums))
    return made


@pytest.fixture
def program(qapp: QApplication, settings: Settings) -> Iterator[Program]:
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


@pytest.fixture
def here(qtbot: QtBot, folder: Path, program: Program) -> ModelsHere:
    program.window.show_place("models")
    page = program.window.view("models")
    assert isinstance(page, ModelsPage)
    _wait_for(qtbot, page.here, folder)
    return page.here


def _wait_for(qtbot: QtBot, here: ModelsHere, folder: Path, *, there: bool = True) -> None:
    qtbot.waitUntil(lambda: (str(folder) in here._cards) is there, timeout=PATIENCE)


def _message(here: ModelsHere, folder: Path) -> str:
    return here.card(str(folder)).message.text.text()


def test_its_files_are_checked(qtbot: QtBot, here: ModelsHere, folder: Path) -> None:
    with qtbot.waitSignal(here.work.checked, timeout=PATIENCE):
        here.work.check(str(folder))
    assert "what they should be" in _message(here, folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x55")
    with qtbot.waitSignal(here.work.checked, timeout=PATIENCE):
        here.work.check(str(folder))
    assert "model.safetensors" in _message(here, folder)


def test_removed_it_can_be_put_back(
    qtbot: QtBot, program: Program, here: ModelsHere, folder: Path
) -> None:
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    here.card(str(folder)).remove()
    _wait_for(qtbot, here, folder, there=False)
    assert not folder.exists() and told[-1].action is not None
    told[-1].action.do()
    _wait_for(qtbot, here, folder)
    assert (folder / "config.json").is_file()


def test_deleted_for_good_it_is_gone(qtbot: QtBot, here: ModelsHere, folder: Path) -> None:
    here.card(str(folder)).remove()
    _wait_for(qtbot, here, folder, there=False)
    trash = folders.data_folder() / "trash" / "models"
    (kept,) = trash.iterdir()
    row, size = here.row(str(kept)), memory_text(size_of(kept))
    qtbot.waitUntil(row.isVisible)  # a layout shows what it gets in the next pass of events
    row.gone.click()
    assert not here.work.is_busy and row.question.isVisible()
    assert size in row.question.text.text() and "house/model" in row.question.text.text()
    row.question._close.click()
    assert not row.question.isVisible() and kept.exists()
    row.gone.click()
    with qtbot.waitSignal(here.work.removed, timeout=PATIENCE):
        row.question.action.click()
    assert list(trash.iterdir()) == []


def test_a_model_in_use_is_asked_about_first(
    qtbot: QtBot, program: Program, here: ModelsHere, folder: Path
) -> None:
    settings = program.context.settings
    settings.set("engine.chat_model", str(folder))
    here.refresh()
    qtbot.waitUntil(lambda: here.card(str(folder))._uses(Role.CHAT), timeout=PATIENCE)
    card = here.card(str(folder))
    card.remove()
    assert folder.exists() and "You work with this model" in _message(here, folder)
    card.message.action.click()
    _wait_for(qtbot, here, folder, there=False)
    assert settings.get("engine.chat_model") == ""


def test_moved_the_role_goes_with_it(
    qtbot: QtBot, program: Program, here: ModelsHere, folder: Path, tmp_path: Path
) -> None:
    settings = program.context.settings
    settings.set("engine.translation_model", str(folder))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with qtbot.waitSignal(here.work.moved, timeout=PATIENCE):
        here.work.move(str(folder), elsewhere)
    assert settings.get("engine.translation_model") == str(elsewhere / folder.name)
    _wait_for(qtbot, here, elsewhere / folder.name)


def test_what_cannot_be_done_is_told_on_the_card(
    qtbot: QtBot, here: ModelsHere, folder: Path
) -> None:
    with qtbot.waitSignal(here.work.failed, timeout=PATIENCE):
        here.work.move(str(folder), folder / "inside")
    assert here.card(str(folder)).message.isVisible() and folder.exists()


class Held:
    """A check of files that lasts until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        monkeypatch.setattr(upkeep_work, "verify", self._verify)

    def _verify(self, folder: Path, check: Callable[[], None]) -> Iterator[Verdict]:
        assert self.go.wait(PATIENCE / 1000)
        yield Verdict("config.json", "sound")


def test_while_one_is_checked_the_others_say_why_they_wait(
    qtbot: QtBot, here: ModelsHere, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.card(str(folder)).remove()
    _wait_for(qtbot, here, folder, there=False)
    (row,) = here._rows.values()
    starter = next(iter(here._cards))
    held = Held(monkeypatch)
    here.card(starter).disk_actions[0].trigger()
    asked = [row.back, row.gone, *here.card(starter).disk_actions]
    assert not any(one.isEnabled() for one in asked)
    assert all("Wait for its end" in one.toolTip() for one in asked)
    here.refresh()
    qtbot.waitUntil(lambda: row not in here._rows.values(), timeout=PATIENCE)
    (row,) = here._rows.values()  # made anew, and it knows
    asked = [row.back, row.gone, *here.card(starter).disk_actions]
    assert not any(one.isEnabled() for one in asked)
    held.go.set()
    qtbot.waitUntil(lambda: all(one.isEnabled() for one in asked), timeout=PATIENCE)
    assert not any("Wait for its end" in one.toolTip() for one in asked)


def test_a_check_is_stopped_in_the_middle_of_a_file(
    qtbot: QtBot, here: ModelsHere, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(folder: Path, check: Callable[[], None]) -> Iterator[Verdict]:
        while True:  # one file that is never read to its end
            check()
            time.sleep(0.001)
        yield Verdict("model.safetensors", "sound")

    monkeypatch.setattr(upkeep_work, "verify", endless)
    here.work.check(str(folder))
    qtbot.wait(50)
    assert here.work.is_busy
    with qtbot.waitSignal(here.work.checked, timeout=PATIENCE):
        here.card(str(folder)).message.action.click()
    assert "stopped" in _message(here, folder)
    qtbot.waitUntil(lambda: not here.work.is_busy, timeout=PATIENCE)


@pytest.fixture
def loaded(qtbot: QtBot, settings: Settings, program: Program, here: ModelsHere) -> Path:
    """A model of the program's folder that answers slowly, in use for chat and translation."""
    path = folders.data_folder() / "models" / "in-use"
    scripted_model(path, words=["好 "], milliseconds=50)
    for role in (Role.CHAT, Role.TRANSLATION):
        program.context.settings.set(KEYS[role], str(path))
    program.start()
    wait_for_models(qtbot, program)
    here.refresh()
    _wait_for(qtbot, here, path)
    return path


def _held(program: Program) -> set[str]:
    models = program.context.link.state.models.values()
    return {model.info.path for model in models if model.info is not None}


def _watched(
    monkeypatch: pytest.MonkeyPatch, program: Program, name: str
) -> list[tuple[set[str], bool]]:
    """What the engine holds whenever the disk is changed, and whether in the window's thread."""
    seen = []
    real = getattr(ModelHome, name)

    def watched(home: ModelHome, *values: object, **more: object) -> object:
        is_window = threading.current_thread() is threading.main_thread()
        seen.append((_held(program), is_window))
        return real(home, *values, **more)

    monkeypatch.setattr(ModelHome, name, watched)
    return seen


def test_the_engine_lets_a_model_go_before_it_is_removed(
    qtbot: QtBot,
    program: Program,
    here: ModelsHere,
    loaded: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = _watched(monkeypatch, program, "remove")
    handle = _asked(program, tokens=20)
    with qtbot.waitSignal(here.work.removed, timeout=PATIENCE):
        here.work.remove(str(loaded))
        assert loaded.exists() and "Waiting" in _message(here, loaded)
    assert handle.job.text.count("好") == 20  # the answer was not cut off
    assert seen == [(set(), False)]
    wait_for_models(qtbot, program)
    assert str(loaded) not in _held(program)


def test_the_engine_lets_a_model_go_before_it_is_moved(
    qtbot: QtBot,
    program: Program,
    here: ModelsHere,
    loaded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = _watched(monkeypatch, program, "move")
    with qtbot.waitSignal(here.work.moved, timeout=PATIENCE):
        here.work.move(str(loaded), tmp_path / "away")
        program.control.load(Role.CHAT)  # not from there now
    assert seen == [(set(), False)]
    both = {str(tmp_path / "away")}
    qtbot.waitUntil(lambda: _held(program) == both, timeout=PATIENCE)


def test_a_model_that_cannot_be_moved_is_loaded_again(
    qtbot: QtBot, program: Program, here: ModelsHere, loaded: Path
) -> None:
    with qtbot.waitSignal(here.work.failed, timeout=PATIENCE):
        here.work.move(str(loaded), loaded / "inside")
    qtbot.waitUntil(lambda: _held(program) == set(), timeout=PATIENCE)
    wait_for_models(qtbot, program)
    assert _held(program) == {str(loaded)}


def test_the_wait_for_the_engine_can_be_stopped(
    qtbot: QtBot, program: Program, here: ModelsHere, loaded: Path
) -> None:
    handle = _asked(program, tokens=40)
    here.work.remove(str(loaded))
    here.card(str(loaded)).message.action.click()
    assert not here.work.is_busy and "stays where it was" in _message(here, loaded)
    with qtbot.waitSignal(handle.ended, timeout=PATIENCE):
        pass
    wait_for_models(qtbot, program)
    assert _held(program) == {str(loaded)} and loaded.exists()


@pytest.fixture
def large(qtbot: QtBot, folder: Path, here: ModelsHere, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model that takes its time to another disk, where its size says more than 32 bits."""
    (folder / "more.bin").write_bytes(bytes(3 * 2**20))
    rename = Path.rename

    def another_disk(path: Path, to: Path) -> Path:
        if path.parent != to.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, to)

    def slowly(folder: Path, place: Path, told: Callable[[int, int], None]) -> None:
        def later(done: int, total: int) -> None:
            told(done + 2**33, total + 2**33)
            assert threading.current_thread() is not threading.main_thread()
            time.sleep(0.3)

        copy_folder(folder, place, later)

    monkeypatch.setattr(Path, "rename", another_disk)
    monkeypatch.setattr(upkeep, "copy_folder", slowly)
    return folder


def test_a_move_to_another_disk_tells_its_bytes(
    qtbot: QtBot, here: ModelsHere, large: Path, tmp_path: Path
) -> None:
    size = memory_text(size_of(large) + 2**33)
    with qtbot.waitSignal(here.work.moved, timeout=PATIENCE):
        here.work.move(str(large), tmp_path / "disk")
        qtbot.waitUntil(lambda: "another disk" in _message(here, large), timeout=PATIENCE)
        assert f"{memory_text(2**33)} of {size}" in _message(here, large)
    assert (tmp_path / "disk" / "more.bin").is_file() and not large.exists()


def test_a_move_to_another_disk_is_stopped(
    qtbot: QtBot, program: Program, here: ModelsHere, large: Path, tmp_path: Path
) -> None:
    program.context.settings.set(KEYS[Role.CHAT], str(large))
    qtbot.waitUntil(lambda: here.card(str(large))._uses(Role.CHAT), timeout=PATIENCE)
    here.work.move(str(large), tmp_path / "disk")
    qtbot.waitUntil(lambda: "another disk" in _message(here, large), timeout=PATIENCE)
    with qtbot.waitSignal(here.work.stopped, timeout=PATIENCE):
        here.card(str(large)).message.action.click()
    assert "stays where it was" in _message(here, large) and not here.work.is_busy
    assert (large / "more.bin").stat().st_size == 3 * 2**20
    assert not [path for path in tmp_path.iterdir() if "disk" in path.name]
    assert program.context.settings.get(KEYS[Role.CHAT]) == str(large)


def test_the_end_of_the_program_does_not_wait_for_a_move(
    qtbot: QtBot, qapp: QApplication, here: ModelsHere, large: Path, tmp_path: Path
) -> None:
    here.work.move(str(large), tmp_path / "disk")
    qtbot.waitUntil(lambda: "another disk" in _message(here, large), timeout=PATIENCE)
    with qtbot.waitSignal(here.work.stopped, timeout=PATIENCE):
        qapp.aboutToQuit.emit()
    assert (large / "more.bin").is_file()


def test_an_undo_gives_the_model_its_roles_back(
    qtbot: QtBot, program: Program, here: ModelsHere, folder: Path
) -> None:
    settings = program.context.settings
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    for role in (Role.CHAT, Role.TRANSLATION):
        settings.set(KEYS[role], str(folder))
    with qtbot.waitSignal(here.work.removed, timeout=PATIENCE):
        here.work.remove(str(folder))
    assert [settings.get(KEYS[role]) for role in (Role.CHAT, Role.TRANSLATION)] == ["", ""]
    settings.set(KEYS[Role.TRANSLATION], "another")  # chosen meanwhile: it stays
    assert told[-1].action is not None
    with qtbot.waitSignal(here.work.moved, timeout=PATIENCE):
        told[-1].action.do()
    assert settings.get(KEYS[Role.CHAT]) == str(folder)
    assert settings.get(KEYS[Role.TRANSLATION]) == "another"
    assert settings.get(KEYS[Role.EMBEDDING]) == ""


def test_an_undo_waits_for_a_check(
    qtbot: QtBot,
    program: Program,
    here: ModelsHere,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    here.card(str(folder)).remove()
    _wait_for(qtbot, here, folder, there=False)
    held = Held(monkeypatch)
    here.work.check(next(iter(here._cards)))
    assert told[-1].action is not None
    told[-1].action.do()
    qtbot.wait(100)
    assert not folder.exists()
    held.go.set()
    _wait_for(qtbot, here, folder)
    assert folder.exists() and not here.work.is_busy


def test_a_fault_of_the_program_does_not_keep_it_busy(
    qtbot: QtBot, here: ModelsHere, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_work, "verify", lambda folder, check: 1 // 0)
    with qtbot.captureExceptions() as raised:
        here.work.check(str(folder))
        qtbot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
    assert raised[0][0] is ZeroDivisionError and not here.work.is_busy


def test_the_makers_words_load_nothing(qtbot: QtBot, here: ModelsHere, folder: Path) -> None:
    card = here.card(str(folder))
    card.show_makers()
    shown = card._makers
    assert shown is not None
    assert "A model" in shown.toPlainText() and "license" not in shown.toPlainText()
    card.show_makers()
    assert card._makers is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("---\nlicense: mit\n---\n# Title", "# Title"),
        ("---\nnever closed", "---\nnever closed"),
        ("\ufeff# Title\r\ntext", "# Title\ntext"),
        ("x" * (LONGEST + 5), "x" * LONGEST + "…"),
    ],
)
def test_the_makers_card_is_read_with_limits(tmp_path: Path, text: str, shown: str) -> None:
    (tmp_path / "README.md").write_text(text, "utf-8", newline="")
    assert makers_card(tmp_path) == shown


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_the_makers_card_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "README.md").symlink_to(tmp_path / "secret")
    assert makers_card(tmp_path / "model") == ""


def test_the_conversations_of_a_model_are_listed_and_opened(
    qtbot: QtBot, program: Program, here: ModelsHere, folder: Path
) -> None:
    store = program.context.store.conversations
    key = store.create("An old question")
    question = store.append(key, None, "user", "Hello")
    name = here.card(str(folder))._found.model.name
    store.append(key, question, "assistant", "Hi", model=name)
    store.create("Nobody answered here")
    assert store.answered_by(name) == [(key, "An old question")]
    here.refresh()
    qtbot.waitUntil(lambda: bool(here.card(str(folder))._conversations), timeout=PATIENCE)
    here.card(str(folder)).opened.emit(key)
    assert program.window.place == "support"
    assert support_page(program).chat.room.conversation == key


def test_the_data_folder_of_the_settings_is_looked_at(
    settings: Settings, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.move(folder, other / "models" / folder.name)
    settings.set("data.folder", str(other))
    assert other / "models" in model_folders(settings)


def _asked(program: Program, tokens: int = 4) -> JobHandle:
    command = Chat(
        job=new_job(),
        messages=(Message(role="user", content="?"),),
        sampling=Sampling(max_new_tokens=tokens),
    )
    return program.context.link.ask(command)


def test_idle_models_go_and_come_back_when_they_are_asked(qtbot: QtBot, program: Program) -> None:
    program.start()
    wait_for_models(qtbot, program)
    link, control = program.context.link, program.control
    control._idling.look(time.monotonic() + 10_000)
    assert not link.state.models[Role.CHAT].asleep  # 0 minutes: they are kept warm
    program.context.settings.set("engine.idle_minutes", 5)
    control._idling.look(time.monotonic() + 200)
    assert not link.state.models[Role.CHAT].asleep
    control._idling.look(time.monotonic() + 301)
    qtbot.waitUntil(lambda: link.state.models[Role.CHAT].asleep, timeout=PATIENCE)
    # What the modes ask for is still told.
    assert link.state.model_for(Role.CHAT) is not None
    assert "Ready" in status_text(link.state, Role.CHAT)
    handle = _asked(program)
    with qtbot.waitSignal(handle.ended, timeout=PATIENCE):
        pass
    assert handle.job.text.startswith("好") and not link.state.models[Role.CHAT].asleep
    assert link.state.models[Role.TRANSLATION].asleep


def test_a_model_is_let_go_and_loaded_by_hand(
    qtbot: QtBot, program: Program, here: ModelsHere
) -> None:
    program.start()
    wait_for_models(qtbot, program)
    link, row = program.context.link, here.loaded.rows[Role.CHAT]
    row.button.click()
    qtbot.waitUntil(lambda: link.state.models[Role.CHAT].asleep, timeout=PATIENCE)
    assert "let go" in row.told.text()
    row.button.click()
    qtbot.waitUntil(
        lambda: not link.state.models[Role.CHAT].asleep and not program.control.loading,
        timeout=PATIENCE,
    )


def test_models_that_do_not_fit_together_take_turns(
    qtbot: QtBot, program: Program, here: ModelsHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nibble_app.model_control.too_many", lambda loads, held: True)
    program.start()
    models = program.context.link.state.models
    link = program.context.link
    qtbot.waitUntil(lambda: link.state.models[Role.CHAT].info is not None, timeout=PATIENCE)
    qtbot.wait(300)
    assert link.state.models[Role.TRANSLATION].info is None and models is not None
    assert "take turns" in here.loaded._turns.text()
    program.window.show_place("translation")
    qtbot.waitUntil(lambda: link.state.models[Role.TRANSLATION].info is not None, timeout=PATIENCE)
    assert link.state.models[Role.CHAT].asleep
    program.window.show_place("support")
    qtbot.waitUntil(
        lambda: (
            not link.state.models[Role.CHAT].asleep and link.state.models[Role.TRANSLATION].asleep
        ),
        timeout=PATIENCE,
    )


def test_what_fits_together_is_counted_once_for_the_process() -> None:
    plans = [MemoryPlan(10, 5, 1, process=100), MemoryPlan(20, 5, 1, process=100)]
    assert needed(plans) == 100 + 16 + 26
    assert needed([]) == 0


def test_one_model_alone_is_never_too_many(settings: Settings, folder: Path) -> None:
    chat = Load(job="a", role=Role.CHAT, path=str(folder))
    small = Computer("cpu", "CPU", 1, 0.0)
    assert not too_many([chat], 0, small)
    # The same one for two roles is loaded once.
    assert not too_many([chat, Load(job="b", role=Role.TRANSLATION, path=str(folder))], 0, small)
    starter = chosen_load(Settings(folder / "none.toml"), Role.TRANSLATION)
    assert starter is not None
    assert too_many([chat, starter], 0, small)
    assert not too_many([chat, starter], 0, Computer("cpu", "CPU", 10**12, 0.0))
