"""A person's own files made into training data: read, clean, split and report."""
