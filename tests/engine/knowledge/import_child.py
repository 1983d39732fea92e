"""Imports a folder in a process that a test kills: import_child.py BASE FOLDER"""

import sys
from pathlib import Path

from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh

base = KnowledgeBase(Path(sys.argv[1]), wait=10.0)
base.add_source(Path(sys.argv[2]))
print("begun", flush=True)
# Of files that were there already nothing is written.
refresh(base, report=lambda step: step.passages and print(step.done, flush=True))
print("done", flush=True)
