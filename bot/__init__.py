"""Unknot: a self-hosted chat guide for everyday aches."""

__version__ = "0.1.0"
