"""Knowledge bases: documents read, cut into passages, searched."""
