"""Models on their way to this computer: what the window holds of them."""
