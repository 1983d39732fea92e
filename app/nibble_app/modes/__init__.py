"""The modes of the window; each registers itself, the built-in ones like any other."""
