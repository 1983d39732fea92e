"""The pages that are no modes: models and settings."""
