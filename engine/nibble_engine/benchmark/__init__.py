"""Measuring a model beside its baseline; only `kinds` and `figure` do without torch."""
