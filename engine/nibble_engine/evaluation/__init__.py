"""Scores of models, as the model cards give them."""
