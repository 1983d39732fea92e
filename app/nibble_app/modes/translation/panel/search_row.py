"""A field to search in, and buttons beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget


def search_row(field: QLineEdit, name: str, *beside: QWidget) -> QHBoxLayout:
    """A row with the field, named for the eye and for screen readers."""
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(field, 1)
    for widget in beside:
        row.addWidget(widget)
    return row
