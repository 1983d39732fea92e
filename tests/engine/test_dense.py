"""Vectors searched, stored, and fused with another ranking."""

from __future__ import annotations

import base64
import os
import subprocess
import sys

import numpy as np
import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.dense import Vectors, packed, received, unpacked
from nibble_engine.knowledge.fusion import reciprocal_rank_fusion

RANDOM = np.random.default_rng(5)


def test_the_nearest_are_those_of_every_cosine_by_hand() -> None:
    matrix = RANDOM.standard_normal((200, 16))
    query = RANDOM.standard_normal(16)
    cosines = {
        1000 + at: float(row @ query / np.linalg.norm(row) / np.linalg.norm(query))
        for at, row in enumerate(matrix)
    }
    wanted = sorted(cosines, key=lambda number: -cosines[number])[:7]
    found = Vectors(range(1000, 1200), matrix).nearest(query, 7)  # type: ignore[arg-type]
    assert [number for number, _ in found] == wanted
    assert [cosine for _, cosine in found] == pytest.approx([cosines[n] for n in wanted], abs=1e-5)


def test_equally_near_ones_go_by_id() -> None:
    vectors = Vectors([9, 3, 7, 5], [[1, 0], [1, 0], [0, 1], [2, 0]])
    assert [number for number, _ in vectors.nearest([1, 0], 2)] == [3, 5]


def test_more_than_there_are_none_and_zero() -> None:
    vectors = Vectors([1, 2], [[1, 0], [0, 0]])
    assert vectors.nearest([1, 0], 9) == [(1, 1.0), (2, 0.0)]
    assert vectors.nearest([1, 0], 0) == []
    assert Vectors.from_packed([]).nearest([1, 0], 3) == []
    assert vectors.nearest([0, 0], 1) == [(1, 0.0)]


def test_stored_and_read_again() -> None:
    matrix = RANDOM.standard_normal((5, 8))
    stored = [(at * 10, packed(row)) for at, row in enumerate(matrix)]
    assert len(stored[0][1]) == 16
    assert unpacked(stored[2][1]) == pytest.approx(matrix[2], abs=2e-3)
    again = Vectors.from_packed(stored)
    assert (len(again), again.dimension) == (5, 8)
    assert again.nearest(matrix[3], 1) == [(30, pytest.approx(1, abs=1e-3))]


def test_received_as_it_is_sent() -> None:
    matrix = np.array([[1, 2, 3], [-4, 5, 6.5]], "<f2")
    text = base64.b64encode(matrix.tobytes()).decode()
    assert received(text, 3).tolist() == matrix.tolist()


@pytest.mark.parametrize(("text", "dimension"), [("####", 2), ("AAAA", 2), ("AAAAAA==", 3)])
def test_received_garbage(text: str, dimension: int) -> None:
    with pytest.raises(BadInputError):
        received(text, dimension)


def test_what_is_no_vector_is_refused() -> None:
    with pytest.raises(BadInputError):
        Vectors([1], [[1, float("nan")]])
    with pytest.raises(BadInputError):
        Vectors([1, 2], [[1, 0]])
    with pytest.raises(BadInputError):
        Vectors.from_packed([(1, packed([1, 0])), (2, packed([1, 0, 0]))])
    with pytest.raises(BadInputError):
        Vectors([1], [[1, 0]]).nearest([1, 0, 0], 1)
    with pytest.raises(BadInputError):
        unpacked(b"abc")


def test_fusion_by_hand() -> None:
    fused = reciprocal_rank_fusion([[1, 2, 3], [3, 4]])
    assert [number for number, _ in fused] == [3, 1, 2, 4]
    assert dict(fused) == pytest.approx({3: 1 / 63 + 1 / 61, 1: 1 / 61, 2: 1 / 62, 4: 1 / 62})
    assert reciprocal_rank_fusion([[7, 8]], k=0) == [(7, 1.0), (8, 0.5)]
    assert reciprocal_rank_fusion([]) == []


def test_the_window_may_import_it() -> None:
    heavy = "import sys, nibble_engine.knowledge.dense, nibble_engine.embedding.languages\n"
    heavy += "assert not {'torch', 'transformers'} & set(sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", heavy], check=True, env=environment)
