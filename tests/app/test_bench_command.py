"""``nibble bench`` as a person types it: a figure is never shown without its baseline."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from nibble_app.bench_command import decoded
from nibble_app.bench_sentences import figure_text
from nibble_app.cli import app
from nibble_engine.api import Level
from nibble_engine.benchmark import together
from nibble_engine.benchmark.asked import Asked
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.errors import NoBaselineError
from nibble_engine.resources import resource

pytestmark = pytest.mark.usefixtures("english_home", "qapp")


def asked(*arguments: str, status: int = 0) -> Any:
    done = CliRunner().invoke(app, ["bench", *arguments, "--json"])
    assert done.exit_code == status, done.output
    return json.loads(done.stdout)


def figure(**changed: Any) -> Figure:
    fields: dict[str, Any] = {
        "kind": Kind.DECODE,
        "unit": "tokens/s",
        "values": (40.0, 50.0, 30.0, 60.0, 20.0),
        "baselines": (10.0, 20.0, 30.0, 5.0, 1.0),
        "model": "m",
        "level": Level.NF4,
        "baseline_level": Level.NF4,
        "device": "cpu",
        "weights": 100,
        "bandwidth": 8000.0,
    }
    return Figure(**{**fields, **changed})


def test_the_starter_beside_the_plain_loop() -> None:
    found = asked("decode")
    assert found["ok"] and found["unit"] == "tokens/s" and found["runs"] == 5
    assert len(found["values"]) == len(found["baselines"]) == 5
    assert found["ratio"] == pytest.approx(found["value"] / found["baseline"], rel=0.01)
    assert found["value"] in [pytest.approx(value, abs=1e-3) for value in found["values"]]
    assert found["bandwidth_share"] > 0 and found["weights_bytes"] > 1e6


def test_an_answer_that_repeats_its_text() -> None:
    found = asked("lookup")
    assert found["unit"] == "tokens/s" and found["value"] > 0 and found["baseline"] > 0
    # The starter's steps are too short for guesses: nothing is gained, and nothing lost.
    assert found["ratio"] == pytest.approx(1, abs=0.5)


def test_sentences_together_and_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    every = together.sentences()
    assert len(set(every)) == len(every) == together.SENTENCES
    some = ("Good morning.", "The parcel is here.", "Where is my order, please?")
    monkeypatch.setattr(together, "sentences", lambda: some)
    found = together.together(Asked(resource("starter", "translator"), Level.NF4, 5))
    assert found.unit == "s" and len(found.values) == 5 and found.ratio > 0
    assert "translates 64 sentences" in figure_text(found)


def test_a_figure_is_the_median_and_as_good_as_it_says() -> None:
    rate = figure()
    assert (rate.value, rate.baseline, rate.ratio, rate.bandwidth_share) == (40, 10, 4, 0.5)
    taken = figure(kind=Kind.FIRST_TOKEN, unit="ms", bandwidth=0.0)
    assert taken.ratio == 0.25 and taken.bandwidth_share is None
    stops = figure(kind=Kind.STOP, unit="ms", values=tuple(range(1, 101)), baselines=(2.0,) * 60)
    assert stops.statistic == "p99" and stops.value == 99


@pytest.mark.parametrize("changed", [{"baselines": ()}, {"baselines": (0.0,) * 5}, {"values": ()}])
def test_nothing_is_shown_without_a_baseline(changed: dict[str, Any]) -> None:
    with pytest.raises(NoBaselineError):
        figure_text(figure(**changed))
    line = msgspec.json.encode(figure(**changed))
    with pytest.raises(NoBaselineError):
        _ = decoded(line, Kind.DECODE).value
    with pytest.raises(NoBaselineError):
        decoded(b'{"kind": "decode", "values": [1.0]}', Kind.DECODE)


def test_the_sentence_holds_both_sides() -> None:
    text = figure_text(figure())
    assert "40.0" in text and "10.0" in text and "4.00" in text and "50" in text
    assert len(text.splitlines()) == 3


def test_what_cannot_be_measured_is_said() -> None:
    assert asked("load", status=1)["error"]["code"] == "no_full_weights"
    long = ("first-token", "--context", "5000")
    assert asked(*long, status=1)["error"]["code"] == "prompt_too_long"
    for arguments in (("stop", "--runs", "5"), ("decode", "--context", "64")):
        assert CliRunner().invoke(app, ["bench", *arguments]).exit_code == 2
    nothing = ("decode", "--model", str(resource("starter", "chat") / "nothing"))
    assert asked(*nothing, status=1)["error"]["code"] == "model_not_found"
