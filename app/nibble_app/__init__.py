"""Nibble's window and command line: everything a person sees, and nothing that needs torch."""
