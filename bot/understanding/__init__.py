"""What a person wrote about their ache: where, what, how bad, how long, how stressed. Pure."""

from bot.understanding.understander import Understander, Understanding

__all__ = ["Understander", "Understanding"]
