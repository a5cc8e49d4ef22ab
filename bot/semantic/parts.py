"""What is heard at once: a whole message, or the parts of a long one, so that no buried fact drowns."""

from __future__ import annotations

from itertools import groupby

from bot.text.tokens import Token, tokenize

MOST_WORDS = 90  # the longest message heard at once: what the encoder reads, 128 word pieces
PART_WORDS = 60  # the longest part of a longer one; the longest examples have as many
HEARD_WORDS = 420  # of one message, the first ones; 2,000 characters hold fewer


def parts(text: str) -> list[str]:
    """The clean `text`, or its sentences joined to parts of at most `PART_WORDS` where it is long."""
    tokens = tokenize(text)[:HEARD_WORDS]
    if len(tokens) <= MOST_WORDS:
        return [text] if tokens else []
    return [text[part[0].start : part[-1].end] for part in _joined(_pieces(tokens))]


def _pieces(tokens: list[Token]) -> list[list[Token]]:
    """Sentences; one without an end is cut."""
    sentences = [list(group) for _, group in groupby(tokens, key=lambda token: token.sentence)]
    return [
        sentence[start : start + PART_WORDS]
        for sentence in sentences
        for start in range(0, len(sentence), PART_WORDS)
    ]


def _joined(pieces: list[list[Token]]) -> list[list[Token]]:
    joined: list[list[Token]] = []
    for piece in pieces:
        if joined and len(joined[-1]) + len(piece) <= PART_WORDS:
            joined[-1] = [*joined[-1], *piece]
        else:
            joined.append(piece)
    return joined
