"""The drawer beside the panes: terms, memory and history."""
