"""Dense retrieval: the passages whose vectors point nearly where a question's does.

Compared with all of them: a matrix product over ten thousand passages takes about a millisecond,
and an index that guesses would take memory and miss some.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nibble_engine.errors import BadInputError

_STORED = np.dtype("<f2")


class Vectors:
    """Passages' vectors, searched by cosine. Kept in float32, twice what is stored: a processor
    multiplies that twenty times faster than float16."""

    def __init__(self, ids: Sequence[int], matrix: ArrayLike) -> None:
        """``matrix`` is (len(ids), dimension), of any float type and length of rows. Raises
        `BadInputError` for another shape and for numbers that are not finite."""
        rows = np.array(matrix, dtype=np.float32, ndmin=2)
        if rows.ndim != 2 or len(rows) != len(ids) or not np.isfinite(rows).all():
            raise BadInputError(what="vectors")
        self._ids = np.array(ids, dtype=np.int64)
        self._matrix = _unit(rows)

    @classmethod
    def from_packed(cls, stored: Iterable[tuple[int, bytes]]) -> Vectors:
        """Of (passage id, packed vector) pairs. Raises `BadInputError` for vectors of different
        dimensions, as two models make them."""
        ids, blobs = [], []
        for number, blob in stored:
            ids.append(number)
            blobs.append(blob)
        if not blobs:
            return cls([], np.empty((0, 0)))
        if len({len(blob) for blob in blobs}) != 1:
            raise BadInputError(what="vectors")
        return cls(ids, unpacked(b"".join(blobs)).reshape(len(blobs), -1))

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._matrix.shape[1])

    def nearest(self, query: ArrayLike, k: int) -> list[tuple[int, float]]:
        """The ids of the ``k`` nearest with their cosines, the nearest first, of equally near ones
        the lower id. Raises `BadInputError` for a query of another dimension."""
        if not len(self):
            return []
        asked = np.array(query, dtype=np.float32)
        if asked.shape != (self.dimension,) or not np.isfinite(asked).all():
            raise BadInputError(what="vectors")
        cosines = self._matrix @ _unit(asked)
        k = max(0, min(k, len(self)))
        near = np.flatnonzero(cosines >= np.partition(cosines, -k)[-k]) if k else np.array([], int)
        order = near[np.lexsort((self._ids[near], -cosines[near]))][:k]
        return [(int(self._ids[at]), float(cosines[at])) for at in order]


def packed(vector: ArrayLike) -> bytes:
    """A vector as little-endian float16, 2 bytes a number, for a database."""
    return np.asarray(vector).astype(_STORED).tobytes()


def unpacked(blob: bytes) -> NDArray[np.float32]:
    """The vector of `packed`. Raises `BadInputError` if the bytes are none."""
    if len(blob) % _STORED.itemsize:
        raise BadInputError(what="vectors")
    return np.frombuffer(blob, _STORED).astype(np.float32)


def received(vectors: str, dimension: int) -> NDArray[np.float32]:
    """The rows of an `api.Embedded`, (texts, dimension). Raises `BadInputError`."""
    try:
        return unpacked(base64.b64decode(vectors, validate=True)).reshape(-1, dimension)
    except (binascii.Error, ValueError) as error:
        raise BadInputError(str(error), what="vectors") from error


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1; a row of zeros stays one, near to nothing."""
    lengths = np.sqrt(np.square(rows).sum(axis=-1, keepdims=True))
    lengths[lengths == 0] = 1
    unit: NDArray[np.float32] = rows / lengths
    return unit
