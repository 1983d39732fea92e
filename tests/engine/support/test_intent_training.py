"""How the classifier of intents is trained: its data, its fit, its calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nibble_engine.resources import toml_resource
from nibble_engine.support.intent_classifier import features
from nibble_engine.support.intents import INTENTS
from nibble_engine.training import intent_data
from nibble_engine.training.intent_fit import calibration_error, fit, temperature


def test_the_own_sentences_cover_every_intent_in_both_languages() -> None:
    counts: dict[tuple[str, str], int] = {}
    for one in intent_data.own():
        counts[one.intent, one.language] = counts.get((one.intent, one.language), 0) + 1
    assert set(counts) == {(intent, tongue) for intent in INTENTS for tongue in ("en", "zh")}
    assert min(counts.values()) >= 25


def test_labels_of_other_collections_are_intents_of_ours() -> None:
    labels = toml_resource("support", "intent_labels.toml")
    named = {
        label
        for part in ("grammar", "bitext", "banking", "clinc")
        for label in labels[part].values()
    }
    assert named <= set(INTENTS)
    assert {one.intent for one in intent_data.grammar(1)} <= set(INTENTS)


def test_sentences_that_differ_in_numbers_are_one_wording(tmp_path: Path) -> None:
    path = tmp_path / "bitext.csv"
    path.write_text(
        "instruction,intent\nhow can I cancel order 11?,cancel_order\n"
        "canceling the order 2222,cancel_order\nreview,review\n",
        "utf-8",
    )
    first, second = intent_data.bitext(path)
    assert first.group == second.group
    assert first.intent == "cancel_order"


def test_what_was_learned_is_known() -> None:
    learned = [one for one in intent_data.own() if one.intent in {"refund", "newsletter"}][:80]
    made = fit(learned, 1)
    right = [INTENTS[int(made.logits(one.text).argmax())] == one.intent for one in learned]
    assert np.mean(right) > 0.95
    assert np.array_equal(made.weights, fit(learned, 1).weights)


def test_the_temperature_makes_the_sure_ones_right_as_often_as_they_say() -> None:
    generator = np.random.default_rng(1)
    gold = generator.integers(0, 2, 4000)
    taken = np.where(generator.random(4000) < 0.8, gold, 1 - gold)
    logits = np.where(np.arange(2) == taken[:, None], 8.0, 0.0).astype(np.float32)
    heat = temperature(logits, gold)
    assert 8 / heat == pytest.approx(np.log(4), rel=0.1)


def test_calibration_error() -> None:
    made = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6], [0.4, 0.6]], dtype=np.float32)
    assert calibration_error(made, np.array([0, 1, 1, 1])) == pytest.approx(0.4)


def test_a_text_without_words_has_no_features() -> None:
    assert features("!?").slots.size == 0
