"""Word documents of the writing mode: what of them is text, and the text put back where it was."""
