"""A program that gets a model and can be killed while it does."""

from __future__ import annotations

import sys
from pathlib import Path

from getting import get, ways

get(ways(sys.argv[1], Path(sys.argv[2])), Path(sys.argv[2]))
