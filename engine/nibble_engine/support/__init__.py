"""What a support desk finds out about a message by itself, without a language model."""
