"""The texts of the house: canned replies, prompts, presets and rules, written and put in order."""
