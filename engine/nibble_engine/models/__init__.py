"""Models on disk: what is there, what it is, and (in loader.py alone) loading it."""
