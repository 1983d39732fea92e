"""The part for whole tables of messages."""
