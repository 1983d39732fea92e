"""A job keeps its text and ends once."""

from __future__ import annotations

import pytest

from nibble_app.jobs import Job, JobStatus
from nibble_engine.api import (
    AnyEvent,
    Cancelled,
    Failed,
    Finished,
    Progress,
    Stage,
    TextDelta,
    Usage,
)
from nibble_engine.errors import EngineDiedError
from scripted import chat


def test_a_job_runs_from_its_first_event_and_joins_its_text() -> None:
    job = Job(chat("hi"))
    assert job.status is JobStatus.QUEUED and job.text == ""
    job.apply(Progress(job=job.id, stage=Stage.PREFILL, done=1, total=2))
    assert job.status is JobStatus.RUNNING
    for piece in ("你", "好", "!"):
        job.apply(TextDelta(job=job.id, text=piece))
    assert job.text == "你好!" and job.outcome is None


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (Finished(reason="length", usage=Usage(new_tokens=3)), JobStatus.FINISHED),
        (Cancelled(usage=Usage(new_tokens=3)), JobStatus.CANCELLED),
        (Failed(error=EngineDiedError(how="SIGKILL").info()), JobStatus.FAILED),
    ],
)
def test_every_end_keeps_the_text(end: AnyEvent, status: JobStatus) -> None:
    job = Job(chat("hi"))
    job.apply(TextDelta(job=job.id, text="half a "))
    job.apply(type(end)(**{**{f: getattr(end, f) for f in end.__struct_fields__}, "job": job.id}))
    assert job.outcome and job.outcome.status is status and job.outcome.text == "half a "
    assert job.outcome.reason == getattr(end, "reason", "")
    assert job.outcome.error == getattr(end, "error", None)
    assert job.outcome.usage == getattr(end, "usage", Usage())
    before = job.outcome
    job.apply(TextDelta(job=job.id, text="too late"))
    job.apply(Finished(job=job.id))
    assert job.outcome is before and job.text == "half a "


def test_events_of_other_jobs_change_nothing() -> None:
    job = Job(chat("hi"))
    job.apply(TextDelta(job="another", text="x"))
    assert job.status is JobStatus.QUEUED and job.text == ""
