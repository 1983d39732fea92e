"""Documents of offices: words, slides and sheets, read and written as the XML they are."""
