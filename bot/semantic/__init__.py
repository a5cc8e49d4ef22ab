"""The second detector of the gate: hears danger in wordings no phrase foresaw, from examples."""
