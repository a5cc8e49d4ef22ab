"""Hosts Rasa's Agent behind a private socket, with our actions in the same process."""
