"""The part that proposes questions and answers from solved conversations."""
