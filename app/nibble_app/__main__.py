"""``python -m nibble_app``: the command ``nibble``."""

import runpy
import sys

from nibble_app.cli import main

if __name__ == "__main__":
    if "--engine" in sys.argv[1:2]:
        # A frozen program has no Python to run the engine with but itself.
        del sys.argv[1]
        runpy.run_module("nibble_engine", run_name="__main__")
    main()
