"""Rasa's custom actions: they read slots, call bot/dialogue and utter by name."""
