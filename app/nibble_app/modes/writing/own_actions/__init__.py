"""The actions that a person adds: filled in before they are done, listed, written and kept."""
