"""Embedding models: what a text means as a vector, whichever language it is in.

Only `embedder` needs torch; what a folder says of itself is read without.
"""
