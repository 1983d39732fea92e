"""Documents of the writing mode as Markdown: read from files and written to them."""
