"""What is kept: conversations, documents, terms and translations in one SQLite file with one
writer. Free of Qt."""

from nibble_app.store.conversations import Conversation, Hit, Message
from nibble_app.store.documents import Document
from nibble_app.store.history import Translation
from nibble_app.store.store import Store, StoreError
from nibble_app.store.terms import StoredTerm, TermList

__all__ = [
    "Conversation",
    "Document",
    "Hit",
    "Message",
    "Store",
    "StoreError",
    "StoredTerm",
    "TermList",
    "Translation",
]
