"""Cancelled: raised inside a job when its person stopped it."""


class Interrupted(Exception):  # noqa: N818 - no error: the work was stopped as asked
    """The job's cancel flag was seen."""
