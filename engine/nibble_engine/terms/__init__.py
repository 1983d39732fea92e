"""The translator's own terms and memory: pure text work, without a model and without a window.

Files of others are in `glossary_files` and `tmx`, which load an XML parser and so are imported
where they are used.
"""

from nibble_engine.terms.checks import Score, TermCheck, check, score
from nibble_engine.terms.entry import Entry
from nibble_engine.terms.glossary import Glossary, Occurrence, Term
from nibble_engine.terms.repairs import repaired

__all__ = [
    "Entry",
    "Glossary",
    "Occurrence",
    "Score",
    "Term",
    "TermCheck",
    "check",
    "repaired",
    "score",
]
