"""From a person's files to training, dev and test parts: reading, cleaning, splitting, a report."""
