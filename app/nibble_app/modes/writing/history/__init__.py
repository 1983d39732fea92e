"""What a document was, and who wrote it."""
