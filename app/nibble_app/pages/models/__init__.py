"""The models page: what is here, what there is to get, and what is on its way."""
