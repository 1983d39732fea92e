"""What is known of who wrote a document. Free of Qt."""

from __future__ import annotations

from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_engine.writing.provenance import Provenance, provenance

LABEL = "writing.label_ai"


def document_provenance(store: Store, settings: Settings, document: str, text: str) -> Provenance:
    """What is known of a document whose text is ``text``, for its exports too. Takes up to some
    seconds for a long one: to be called in a thread."""
    pieces = store.origins.list(document) if document else []
    return provenance(text, pieces, label=bool(settings.get(LABEL)))
