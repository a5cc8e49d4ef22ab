"""The red-flag gate: pure, deterministic, run on every message."""
