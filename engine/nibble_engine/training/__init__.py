"""From data to a model: preparation, training, quantization and shipping."""
