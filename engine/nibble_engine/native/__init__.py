"""A decode step of our own for processors, compiled when it is first needed."""
