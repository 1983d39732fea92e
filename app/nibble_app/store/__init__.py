"""What is kept: conversations and documents in one SQLite file with one writer. Free of Qt."""

from nibble_app.store.conversations import Conversation, Hit, Message
from nibble_app.store.documents import Document
from nibble_app.store.store import Store, StoreError

__all__ = ["Conversation", "Document", "Hit", "Message", "Store", "StoreError"]
