"""Fits resources/knowledge/answerable.toml: whether a base answers a question.

python -m nibble_engine.training.answerable OUT.toml --dev dev_questions.toml SAMPLE_FOLDER
    --squad FILE.json LANGUAGE …
"""
