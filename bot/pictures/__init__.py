"""A picture for each step, drawn from the same data as its words."""
