"""Documents of many formats as lists of units to translate, and written again in their own form."""
