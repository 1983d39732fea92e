"""Where a person writes: the text field with all that helps at it, no model among it."""
