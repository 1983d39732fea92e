"""What can be done in the writing mode: declared once, shown in bar, menu, palette and help."""
