"""Long documents: an outline, drafts section by section, a summary of the whole."""
