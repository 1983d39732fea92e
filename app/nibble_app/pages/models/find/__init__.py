"""The part of the models page where a model is chosen that is not here yet."""

from nibble_app.pages.models.find.part import ModelsFind

__all__ = ["ModelsFind"]
