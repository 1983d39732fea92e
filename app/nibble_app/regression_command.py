"""``nibble reply --tests FILE``: asks questions with known answers, and says what broke."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path

import msgspec

from nibble_app.console import Choice, Console, put, put_json
from nibble_app.folders import chosen_data_folder
from nibble_app.model_choice import sampling
from nibble_app.settings import Settings
from nibble_app.table_command import asking
from nibble_engine.api import Role
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.fingerprint import fingerprint
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.support.exchange import Way, completed, exchange
from nibble_engine.support.expectation_files import read_expectations
from nibble_engine.support.regressions import Outcome, Report, Tested, run, setting_of
from nibble_engine.support.regressions import as_json as plain
from nibble_engine.terms.replacing import written


def reply_tests(
    file: Path,
    base: KnowledgeBase,
    settings: Settings,
    choice: Choice,
    *,
    quote: bool = False,
    threshold: float = USUAL,
    as_json: bool = False,
) -> None:
    """Runs the tests of a file and prints those that fail, what broke since the last run first.
    The results are kept for the next one; ends with status 1 where a test fails.

    Raises `NibbleError` and `CommandFailed`.
    """
    expectations = read_expectations(file)
    kept = _kept_at(file, settings)
    with ExitStack() as stack:
        console = None if quote else stack.enter_context(Console(settings))
        model = console.load(Role.CHAT, choice) if console else None
        way = Way(Searcher(base).search, threshold, model, sampling(settings))
        ask = asking(console)
        report = run(
            expectations,
            lambda question: completed(exchange(question, way), ask).reply,
            setting_of(model, fingerprint(base)),
            _last(kept),
        )
    _keep(kept, report)
    _tell(report, as_json=as_json)
    if report.passed < len(report.tests):
        raise SystemExit(1)


def _kept_at(file: Path, settings: Settings) -> Path:
    name = hashlib.sha256(str(file.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return chosen_data_folder(settings) / "tests" / f"{name}.json"


def _last(path: Path) -> dict[str, Outcome]:
    """The results of the last run by question; none where they are of another version."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Outcome])
    except (OSError, msgspec.MsgspecError):
        return {}


def _keep(path: Path, report: Report) -> None:
    found = {test.expectation.question: test.now for test in report.tests}
    path.parent.mkdir(parents=True, exist_ok=True)
    with written(path) as part:
        part.write_bytes(msgspec.json.encode(found))


def _tell(report: Report, *, as_json: bool) -> None:
    failing = [test for test in report.tests if not test.now.passed]
    if as_json:
        put_json(
            {
                "ok": not failing,
                "tests": len(report.tests),
                "passed": report.passed,
                "results": [_described(test) for test in report.tests],
            }
        )
        return
    for test in failing:
        put(f"{test.change}  {test.now.problem}  {test.expectation.question}\n")
        for string in test.now.missing:
            put(f"    {string}\n")
    put(f"{report.passed}/{len(report.tests)}\n")


def _described(test: Tested) -> dict[str, object]:
    return {
        "question": test.expectation.question,
        "change": test.change,
        **plain(test.now),
        "before": plain(test.before) if test.before else None,
    }
