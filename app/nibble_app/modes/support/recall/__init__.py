"""The recall tests: a person's own questions, and whether their documents are found."""
