"""The translator's own terms and memory: pure text work, without a model and without a window."""

from nibble_engine.terms.checks import Score, TermCheck, check, score
from nibble_engine.terms.glossary import Glossary, Occurrence, Term
from nibble_engine.terms.repairs import repaired

__all__ = ["Glossary", "Occurrence", "Score", "Term", "TermCheck", "check", "repaired", "score"]
