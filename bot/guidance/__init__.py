"""What to offer: the pure choice of a plan, and what conditions rule out."""
