"""The private code somebody comes back with: twelve signs that are easy to read aloud and to type."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH = 12  # 60 bits
GROUP = 4
_MISREAD = str.maketrans("OIL", "011")
_SHOWN = re.compile(r"(?<!\w)(?=\S{0,13}\d)[0-9a-z]{4}([-\u2010-\u2015][0-9a-z]{4}){2}(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")


def new_code() -> str:
    """A code nobody can guess, as it is shown: `K7QF-2M9X-PDT4`. It has a digit, unlike "back-neck-knee"."""
    signs = ""
    while not any(map(str.isdigit, signs)):
        signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hidden(text: str) -> str:
    """`text` with whatever is written like a code blotted out, so that none is stored as it was typed."""
    return _SHOWN.sub("****", text)


def hash_of(code: str) -> str | None:
    """What is stored of a code as somebody typed it (SHA-256); None for what can be no code.

    Capitals, blanks and dashes do not matter; O counts as 0, I and L as 1.
    """
    signs = _BETWEEN.sub("", unicodedata.normalize("NFKC", code)).upper().translate(_MISREAD)
    if len(signs) != LENGTH or set(signs) - set(ALPHABET):
        return None
    return hashlib.sha256(signs.encode()).hexdigest()
