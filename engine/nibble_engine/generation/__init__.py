"""From a prompt to streamed text: the decode loop, sampling, detokenization."""
