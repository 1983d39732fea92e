"""Makes programs that get a model and can be killed while they do.

For each line of a hub's address and a folder it forks one, says its number, and later how it ended:
importing Python's libraries a hundred times is not what is tested.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from getting import get, ways

for line in sys.stdin:
    url, folder = line.split()
    child = os.fork()
    if child == 0:
        get(ways(url, Path(folder)), Path(folder))
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
