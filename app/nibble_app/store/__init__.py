"""What is kept: conversations, cases, documents, terms and translations in one SQLite file with one
writer. Free of Qt."""

from nibble_app.store.cases import Case, Inbox
from nibble_app.store.conversations import Conversation, Hit, Message
from nibble_app.store.documents import Document
from nibble_app.store.drafts import Draft
from nibble_app.store.history import Translation
from nibble_app.store.regressions import Regression
from nibble_app.store.store import Store, StoreError
from nibble_app.store.terms import StoredTerm, TermList
from nibble_app.store.versions import Version

__all__ = [
    "Case",
    "Conversation",
    "Document",
    "Draft",
    "Hit",
    "Inbox",
    "Message",
    "Regression",
    "Store",
    "StoreError",
    "StoredTerm",
    "TermList",
    "Translation",
    "Version",
]
