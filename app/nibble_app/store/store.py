"""The store: everything the person made, behind one object."""

from __future__ import annotations

