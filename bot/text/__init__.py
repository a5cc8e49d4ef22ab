"""Pure text reading: from what a person types to phrases found and how they are meant."""
