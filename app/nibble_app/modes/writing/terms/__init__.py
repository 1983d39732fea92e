"""The sheet of terms, names and facts beside the document."""
