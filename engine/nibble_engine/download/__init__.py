"""Models from the hub, a mirror or a folder: resumed, checked, and written into place whole."""
