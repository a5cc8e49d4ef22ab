"""A note to take along to a health worker, and the plan on paper: what they say, and how they are written."""
