"""What personal data looks like, a file a kind; every pattern takes time linear in the text."""
