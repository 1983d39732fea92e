"""Changes of the open document that wait for a person's yes or no."""
