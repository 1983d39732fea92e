"""The outline that is being written: its list, the chosen section, what is under way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.modes.writing.drafting.draft_foot import DraftFoot
from nibble_app.modes.writing.drafting.drafter import Drafter
from nibble_app.modes.writing.drafting.outline_list import OutlineList
from nibble_app.modes.writing.drafting.outline_tools import OutlineTools
from nibble_app.modes.writing.drafting.plan_keeper import PlanKeeper
from nibble_app.modes.writing.drafting.revision_pane import RevisionPane
from nibble_app.modes.writing.drafting.section_form import SectionForm
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.theme import Theme
from nibble_app.widgets.labels import ElidedLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.writing.drafting import Drafted
from nibble_engine.writing.placing import locked, moved, placed
from nibble_engine.writing.plan import Plan, PlanSection, new_key


class OutlinePage(QWidget):
    """`start_asked` for another outline, `headings_asked` for that of the document."""

    start_asked = Signal()
    headings_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        manuscript: Manuscript,
        keeper: PlanKeeper,
        drafter: Drafter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._manuscript, self._keeper, self._drafter = manuscript, keeper, drafter
        self._title = ElidedLabel("", "heading")
        self.more = MoreButton(theme, self.tr("More for the outline"))
        self.more.add(self.tr("Take the document’s headings"), self.headings_asked.emit)
        self.more.add(self.tr("Another outline…"), self.start_asked.emit)
        self.list = OutlineList(theme, self.tr("Outline"))
        self.tools = OutlineTools(theme)
        self.form = SectionForm()
        self.revision = RevisionPane(theme)
        self.foot = DraftFoot(drafter)
        self._lay_out()
        self._connect()
        self.refresh()

    def selected(self) -> PlanSection | None:
        """The chosen section."""
        key, plan = self.list.current(), self._keeper.plan
        return next((one for one in (plan.sections if plan else ()) if one.key == key), None)

    def refresh(self) -> None:
        """Shows the plan and what is under way."""
        plan = self._keeper.plan or Plan()
        self._title.setText(plan.title or self.tr("Outline"))
        self.list.show_plan(plan, self.list.current(), self._said())
        section = self.selected()
        self.form.show_section(section)
        is_locked = section is not None and section.status == "locked"
        self.tools.show_section(chosen=section is not None, is_locked=is_locked)
        self.foot.show_work(plan, section)
        self.form.setVisible(self.revision.isHidden())

    def _said(self) -> dict[str, str]:
        said = {key: text for key, text in self._drafter.said.items() if text}
        if (section := self._drafter.section) is not None:
            said[section.key] = self.tr("Being written…")
        return said

    # --- editing ---

    def _add(self) -> None:
        section = PlanSection(new_key(), self.tr("New section"))
        current = self.selected()
        if current is not None:
            section = replace(section, level=current.level)
        after = current.key if current else ""
        self._keeper.change(lambda plan: plan.added(section, after))
        self.list.select(section.key)
        self.refresh()
        self.form.heading.setFocus()
        self.form.heading.selectAll()

    def _remove(self) -> None:
        if (section := self.selected()) is None:
            return
        row = self.list.currentIndex().row()
        self._keeper.change(lambda plan: plan.removed(section.key))
        entries = self.list.entries()
        if entries:
            self.list.select(entries[min(row, len(entries) - 1)].key)
        self.refresh()

    def _move(self, places: int, levels: int) -> None:
        """In the outline, and what is in the document there as well."""
        section, plan = self.selected(), self._keeper.plan
        if section is None or plan is None:
            return
        made = plan.moved(section.key, places).indented(section.key, levels)
        if made == plan:
            return
        deeper = made.section(section.key).level - section.level
        if deeper:
            self._restyle(plan, section, section.heading, deeper)
        text = self._manuscript.text
        if places and (place := moved(made, section.key, text)) is not None:
            self._manuscript.replace(*place)
        self._keeper.put(made)

    def _lock(self, lock: bool) -> None:
        if (section := self.selected()) is not None:
            key, text = section.key, self._manuscript.text
            self._keeper.change(lambda plan: locked(plan, key, text, lock=lock))
        self.refresh()

    def _edited(self, made: PlanSection) -> None:
        plan = self._keeper.plan
        if plan is None or all(one.key != made.key for one in plan.sections):
            return
        old = plan.section(made.key)
        if made.heading != old.heading:
            self._restyle(plan, old, made.heading, 0)
        new = replace(old, heading=made.heading, note=made.note, length=made.length)
        self._keeper.change(lambda plan: plan.changed(new))

    def _restyle(self, plan: Plan, section: PlanSection, heading: str, deeper: int) -> None:
        """A heading that is in the document is changed there, unless it is locked."""
        found = placed(plan, self._manuscript.text).get(section.key)
        if found is not None and section.status != "locked":
            whole = self._manuscript.text[found.start : found.body]
            marks = "#" * max(1, min(6, found.level + deeper))
            end = found.start + len(whole.rstrip())
            self._manuscript.replace(found.start, end, f"{marks} {heading}")

    # --- drafting ---

    def _draft_one(self) -> None:
        self.form.flush()
        self._keeper.current()  # what was typed a moment ago counts
        if (section := self.selected()) is None:
            return
        if section.wants_revision:
            self._drafter.revise(section.key)
        else:
            self._drafter.draft(section.key)

    def _offer(self, made: Drafted, key: str) -> None:
        self.revision.offer(made, key, made.plan.section(key).heading)
        self.form.hide()

    def _accept(self) -> None:
        made, key = self.revision.made, self.revision.key
        self.revision.close_offer()
        if made is None:
            return
        heading = made.plan.section(key).heading
        label = self.tr("Revision: {heading}").replace("{heading}", heading)
        if not self._drafter.accept(made, key, label):
            self._drafter.said[key] = self.tr(
                "The text has changed since the revision was made, so it was not put in."
            )
        self.refresh()
        self.list.setFocus()

    def _discard(self) -> None:
        self.revision.close_offer()
        self.refresh()
        self.list.setFocus()

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self._keeper.left.connect(self.revision.close_offer)
        self._drafter.changed.connect(self.refresh)
        self._drafter.revision.connect(self._offer)
        self.revision.accepted.connect(self._accept)
        self.revision.discarded.connect(self._discard)
        self.form.edited.connect(self._edited)
        self.list.chosen.connect(lambda key: self.refresh())
        self.list.moved.connect(self._move)
        self.list.add_asked.connect(self._add)
        self.list.delete_asked.connect(lambda key: self._remove())
        self.list.edit_asked.connect(self.form.heading.setFocus)
        self.tools.add_asked.connect(self._add)
        self.tools.remove_asked.connect(self._remove)
        self.tools.moved.connect(self._move)
        self.tools.lock_asked.connect(self._lock)
        self.foot.one_asked.connect(self._draft_one)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        for widget in (self.tools, self.form, self.revision, self.foot):
            column.addWidget(widget)
