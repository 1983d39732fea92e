"""New documents out of templates."""
