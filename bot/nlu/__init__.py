"""Rasa components: adapters over the pure core, one class a file."""
