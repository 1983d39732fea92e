"""The support desk's work without a window: analysis, replies, checks."""
