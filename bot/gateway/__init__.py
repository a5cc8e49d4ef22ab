"""The only public part: sessions, messages, history, privacy and pages over HTTP. Imports no Rasa."""
