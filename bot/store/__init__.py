"""Everything that is kept: conversations, messages, choices, findings and the worker's trackers."""
