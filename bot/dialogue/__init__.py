"""The conversation as pure functions: what is known, plus one message, gives replies."""
