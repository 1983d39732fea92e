"""Which models a new engine has to load so that it is as its dead predecessor was."""

from __future__ import annotations

import msgspec

from nibble_engine.api import Load, Role, new_job

TRIES = 2
"""A load that an engine did not survive this often is not asked again by itself."""


class RememberedLoads:
    """The newest `Load` of each role, and the last that worked for when the newest does not."""

    def __init__(self) -> None:
        self._wanted: dict[Role, Load] = {}
        self._good: dict[Role, Load] = {}
        self._deaths: dict[Role, int] = {}

    def want(self, load: Load) -> None:
        """The person asked for this model."""
        self._wanted[load.role] = load
        self._deaths[load.role] = 0

    def worked(self, load: Load) -> None:
        """The engine holds this model."""
        self._good[load.role] = load
        self._deaths[load.role] = 0

    def refused(self, load: Load) -> None:
        """The engine could not load it and kept what it had."""
        self._fall_back(load.role)

    def survived_not(self, load: Load) -> None:
        """The engine died while it loaded this one."""
        self._deaths[load.role] = self._deaths.get(load.role, 0) + 1
        if self._deaths[load.role] >= TRIES:
            self._fall_back(load.role)

    def forget(self, role: Role) -> None:
        """The person asked to free this role's model."""
        self._wanted.pop(role, None)
        self._good.pop(role, None)

    def holds(self, role: Role) -> bool:
        """True if a new engine would load a model for ``role``."""
        return role in self._wanted

    def replay(self) -> list[Load]:
        """The loads for a new engine, each under a fresh job id."""
        return [msgspec.structs.replace(load, job=new_job()) for load in self._wanted.values()]

    def _fall_back(self, role: Role) -> None:
        self._deaths[role] = 0
        if role in self._good and self._good[role] != self._wanted.get(role):
            self._wanted[role] = self._good[role]
        else:
            self._wanted.pop(role, None)
