"""A message as counts of its words and letters: a second view beside its meaning.

The encoder hears what is meant in words it has seldom met; the counts know how the examples are worded.
Each errs where the other does not, so that together they err less (docs/decisions/0009).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scipy.sparse import hstack
from sklearn.feature_extraction.text import HashingVectorizer

_SIZE = 2**16  # places of each table; two rare words may share one
_WORDS = HashingVectorizer(
    n_features=_SIZE, ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", alternate_sign=False
)
_LETTERS = HashingVectorizer(n_features=_SIZE, analyzer="char_wb", ngram_range=(2, 5), alternate_sign=False)


def counts(texts: Sequence[str]) -> Any:
    """A sparse row a text: single words and pairs, then letters in runs of two to five."""
    return hstack([_WORDS.transform(texts), _LETTERS.transform(texts)]).tocsr()
