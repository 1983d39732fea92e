"""One model on the models page: what it is, what it takes, and what it may be used for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.engine_words import level_text, memory_text, model_name
from nibble_app.error_text import describe
from nibble_app.notices import Tone
from nibble_app.pages.models.entries import ModelEntry
from nibble_app.pages.models.upkeep_work import UpkeepWork
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_app.widgets.markdown_view import MarkdownView
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.api import ErrorInfo, Role
from nibble_engine.models.verifying import Verdict

_MOST_LISTED = 30


class ModelCard(QFrame):
    """Emits `chosen` with a role and the model's path, empty for none; `link_activated` with an
    address that the person clicked in what the makers say; `opened` with a conversation."""

    chosen = Signal(object, str)
    link_activated = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        found: ModelEntry,
        used: Mapping[Role, Path | None],
        work: UpkeepWork,
        *,
        conversations: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._found = found
        self._used = used
        self._theme, self._work, self._conversations = theme, work, conversations
        self.message = InlineMessage(theme)
        self.message.acted.connect(self._acted)
        self._action: Callable[[], object] = self.message.hide
        self._makers: MarkdownView | None = None
        self.disk_actions: list[QAction] = []
        """What reads or changes the files of the model: one at a time on the whole page."""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addLayout(self._heading())
        for text in self._facts():
            column.addWidget(PlainLabel(text, "muted", wrap=True))
        column.addWidget(ElidedLabel(found.model.path, "small"))
        column.addSpacing(4)
        column.addLayout(self._buttons())
        column.addWidget(self.message)
        self._column = column
        work.busy_changed.connect(self._show_busy)
        self._show_busy()

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(model_name(self._found.model.name), "heading"))
        for role in Role:
            if self._uses(role):
                row.addWidget(PlainLabel(self._in_use(role), "badge"))
        row.addStretch(1)
        row.addWidget(self._more())
        return row

    def _in_use(self, role: Role) -> str:
        return {
            Role.CHAT: self.tr("Used for support and writing"),
            Role.TRANSLATION: self.tr("Used for translation"),
            Role.EMBEDDING: self.tr("Used for search by meaning"),
        }[role]

    def _uses(self, role: Role) -> bool:
        return Path(self._found.model.path) == self._used[role]

    def _facts(self) -> list[str]:
        model = self._found.model
        if model.problem:
            params: dict[str, str | int | float] = {"path": model.path, "file": "config.json"}
            text = describe(ErrorInfo(code=model.problem, params=params))
            return [text.title, f"{text.detail} {text.action}"]
        facts = [self._size(), *self._limits()]
        if self._found.is_shared:
            facts.append(
                self.tr(
                    "In the cache that other programs use too: Nibble reads it, and removes none."
                )
            )
        if self._found.memory is not None:
            facts.append(
                self.tr("Takes about {memory} of memory in all at {level}.").format(
                    memory=memory_text(self._found.memory.total),
                    level=level_text(self._found.level),
                )
            )
        if model.prequantized:
            facts.append(
                self.tr("It is stored at {level}; other levels need its 16-bit files.").format(
                    level=level_text(model.prequantized)
                )
            )
        return facts

    def _limits(self) -> list[str]:
        """What a starter cannot do; its card in the folder says it with figures."""
        model = self._found.model
        if not model.starter:
            return []
        if Role.TRANSLATION in model.roles:
            return [
                self.tr(
                    "Knows everyday sentences and the language of a shop's support. News, technical"
                    " and long sentences come out wrong: add a larger model for real work."
                )
            ]
        return [
            self.tr(
                "Answers simple questions of a shop's customers. Writing with it is only for trying"
                " things out, it knows nothing of the world and is often wrong: add a larger model"
                " for real work."
            )
        ]

    def _size(self) -> str:
        model = self._found.model
        millions = QLocale().toString(model.parameters / 1e6, "f", 1)
        return self.tr("{millions} million parameters, {size} on disk, {kind}").format(
            millions=millions, size=memory_text(model.size), kind=model.model_type
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        labels = {
            Role.CHAT: self.tr("Use for support and writing"),
            Role.TRANSLATION: self.tr("Use for translation"),
            Role.EMBEDDING: self.tr("Use for search by meaning"),
        }
        path = self._found.model.path
        if self._uses(Role.EMBEDDING):
            stop = partial(self.chosen.emit, Role.EMBEDDING, "")
            row.addWidget(TextButton(self.tr("Search by words alone"), stop, kind="ghost"))
        for role in self._found.model.roles if not self._found.model.problem else ():
            if self._uses(role):
                continue
            row.addWidget(TextButton(labels[role], partial(self.chosen.emit, role, path)))
        if self._conversations:
            row.addWidget(self._conversation_button())
        row.addStretch(1)
        return row

    def _conversation_button(self) -> MoreButton:
        count = len(self._conversations)
        button = MoreButton(self._theme, self.tr("Conversations that it answered"))
        button.setText(self.tr("Answered in {count} conversations").format(count=count))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for key, title in self._conversations[:_MOST_LISTED]:
            # An ampersand of a title is no shortcut.
            name = (title or self.tr("Without a title")).replace("&", "&&")
            button.add(name, partial(self.opened.emit, key))
        return button

    def _more(self) -> MoreButton:
        path = self._found.model.path
        name = model_name(self._found.model.name)
        more = MoreButton(self._theme, self.tr("More about {model}").format(model=name))
        self.disk_actions = [more.add(self.tr("Check its files"), partial(self._work.check, path))]
        if self._found.makers:
            more.add(self.tr("What its makers say"), self.show_makers)
        more.add(self.tr("Open its folder"), partial(open_folder, path))
        if self._found.is_ours:
            self.disk_actions += [
                more.add(self.tr("Move it…"), self._move),
                more.add(self.tr("Remove it"), self.remove),
            ]
        return more

    def _show_busy(self) -> None:
        for action in self.disk_actions:
            action.setEnabled(not self._work.is_busy)
            action.setToolTip(self._work.reason)

    def show_makers(self) -> None:
        """Shows or hides the makers' own words, as text that loads nothing."""
        if self._makers is not None:
            self._makers.deleteLater()
            self._makers = None
            return
        self._makers = MarkdownView()
        self._makers.set_tokens(self._theme.tokens)
        self._makers.link_activated.connect(self.link_activated)
        self._makers.set_markdown(self._found.makers)
        self._column.addWidget(self._makers)

    def remove(self) -> None:
        """To the trash; asks first where the person works with it."""
        path = self._found.model.path
        if any(self._uses(role) for role in Role):
            self._tell(
                self.tr("You work with this model. The starter takes its place if you remove it."),
                Tone.WARNING,
                self.tr("Remove it"),
                partial(self._work.remove, path),
            )
        else:
            self._work.remove(path)

    def _move(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose where it is to go"))
        if chosen:
            self._work.move(self._found.model.path, Path(chosen))

    def show_checking(self, looked: int) -> None:
        """A check is under way."""
        text = self.tr("Comparing its files with their hashes… {count} done").format(count=looked)
        self._tell(text, Tone.INFO, self.tr("Stop"), self._work.stop)

    def show_copying(self, done: int, total: int) -> None:
        """It is on its way to another disk."""
        text = self.tr("Moving it to another disk… {done} of {total}").format(
            done=memory_text(done), total=memory_text(total)
        )
        self._tell(text, Tone.INFO, self.tr("Stop"), self._work.stop)

    def show_letting_go(self) -> None:
        """The engine is asked to close its files."""
        text = self.tr("Waiting until the engine has let it go…")
        self._tell(text, Tone.INFO, self.tr("Stop"), self._work.stop)

    def show_stopped(self) -> None:
        """It was to be moved or removed."""
        self._tell(self.tr("Stopped. The model stays where it was."), Tone.INFO)

    def show_verdicts(self, verdicts: Sequence[Verdict] | None) -> None:
        """What the check found; None where it was stopped."""
        if verdicts is None:
            self._tell(self.tr("The check was stopped."), Tone.INFO)
            return
        bad = [one.file for one in verdicts if one.state in ("damaged", "missing")]
        known = sum(one.state != "unknown" for one in verdicts)
        if bad:
            text = self.tr(
                "Damaged or missing: {files}. Get the model again: only these are fetched."
            )
            self._tell(text.format(files=", ".join(bad)), Tone.ERROR)
        elif known:
            text = self.tr("All {count} files are what they should be.").format(count=known)
            self._tell(text, Tone.SUCCESS)
        else:
            self._tell(
                self.tr(
                    "It brings no list of hashes, so nothing tells whether its files are right."
                ),
                Tone.WARNING,
            )

    def show_error(self, error: ErrorInfo) -> None:
        """What did not work."""
        told = describe(error)
        self._tell(told.title, Tone.ERROR, detail=f"{told.detail} {told.action}")

    def _tell(
        self,
        text: str,
        tone: Tone,
        action: str = "",
        do: Callable[[], object] | None = None,
        *,
        detail: str = "",
    ) -> None:
        self._action = do or self.message.hide
        self.message.show_text(text, tone, detail, action)

    def _acted(self) -> None:
        self._action()


def open_folder(path: str) -> None:
    """In the system's own window of files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
