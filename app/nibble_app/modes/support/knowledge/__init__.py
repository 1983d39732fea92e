"""Knowledge bases: made, filled from folders and files, looked into."""
