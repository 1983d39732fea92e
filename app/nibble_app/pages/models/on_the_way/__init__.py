"""The part of the models page with the downloads."""

from nibble_app.pages.models.on_the_way.part import ModelsOnTheWay

__all__ = ["ModelsOnTheWay"]
