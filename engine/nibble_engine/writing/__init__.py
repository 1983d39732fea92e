"""What the writing mode asks of a model, and what is looked at before a person sees the answer."""
