"""The content of `data/`: its schema, its loader and its checks."""
