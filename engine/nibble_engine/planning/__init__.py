"""What fits a computer and why: models known by metadata, devices, and ranked advice."""
