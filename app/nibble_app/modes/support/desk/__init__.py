"""The agent's desk: customers' messages, suggested replies with their sources, and the copy."""
