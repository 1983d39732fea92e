"""Models in GGUF files, run by llama.cpp where the extra ``nibble-desk[gguf]`` is installed."""
