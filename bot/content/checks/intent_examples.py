"""Whether the lines of `data/nlu` are of use: none twice, none in the tests as well, no two intents alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import yaml

from bot.content import yaml_file
from bot.content.checks.examples import key
from bot.content.loader import Problem
from bot.text.encoder import Encoder
from bot.text.normalise import normalise

SAME = 0.98  # cosine of two lines from which on one teaches or tests nothing the other does not
FEWEST = 5  # lines an intent needs to have a middle
ALIKE = 1 / 3  # share of an intent's lines that lie nearer to the middle of one other intent

Vectors = npt.NDArray[np.float32]


class Line(NamedTuple):
    """A line of an intent, and the file it stands in."""

    place: str
    intent: str
    text: str


def problems(data: Path, root: Path) -> Iterator[Problem]:
    """Lines that stand twice or nearly, lines the tests hold as well, and intents the encoder confuses."""
    trained, tested = list(_trained(data)), list(_tested(root))
    if not trained:
        return
    encoder = Encoder(threads=2)
    vectors = encoder.encode_all([normalise(line.text) for line in trained])
    yield from _twice(trained, vectors)
    if tested:
        yield from _leaks(trained, vectors, tested, encoder)
    yield from _alike(trained, vectors)


def _trained(data: Path) -> Iterator[Line]:
    for path in sorted((data / "nlu").glob("*.yml")):
        try:
            entries = yaml_file.read(path)["nlu"]
        except (yaml.YAMLError, KeyError, TypeError):
            continue  # rasa_files names it
        for entry in entries:
            lines = str(entry.get("examples", "")).splitlines()
            texts = (line.strip().removeprefix("- ").strip() for line in lines)
            yield from (
                Line(f"data/nlu/{path.name}", str(entry.get("intent")), text) for text in texts if text
            )


def _tested(root: Path) -> Iterator[Line]:
    for path in sorted((root / "tests" / "nlu").glob("*.yml")):
        for intent, texts in (yaml_file.read(path).get("held_out") or {}).items():
            yield from (Line(f"tests/nlu/{path.name}", intent, str(text)) for text in texts)


def _twice(lines: list[Line], vectors: Vectors) -> Iterator[Problem]:
    nearness = np.triu(vectors @ vectors.T, 1)
    pairs = {(int(one), int(other)) for one, other in np.argwhere(nearness >= SAME)}
    first: dict[tuple[str, ...], int] = {}
    for place, line in enumerate(lines):
        words = _words(line)
        if words in first:
            pairs.add((first[words], place))
        first.setdefault(words, place)
    for one, other in sorted(pairs):
        before, line = lines[one], lines[other]
        if before.intent != line.intent or not _is_spelling(before, line):
            what = f"{line.text!r} of {line.intent} says what {before.text!r} of {before.intent} does"
            yield Problem(line.place, what)


def _leaks(trained: list[Line], vectors: Vectors, tested: list[Line], encoder: Encoder) -> Iterator[Problem]:
    nearness = encoder.encode_all([normalise(line.text) for line in tested]) @ vectors.T
    known = {_words(line): line for line in trained}
    for line, near in zip(tested, nearness, strict=True):
        same = known.get(_words(line)) or (trained[int(near.argmax())] if near.max() >= SAME else None)
        if same and not _is_spelling(same, line):
            yield Problem(
                same.place, f"{same.text!r} is trained on, but {line.place} tests with {line.text!r}"
            )


def _words(line: Line) -> tuple[str, ...]:
    return key(line.text) or (line.text,)  # a smiley has no words


def _is_spelling(one: Line, other: Line) -> bool:
    """Whether two lines are one word or two, spelt in two ways: that is worth teaching, and testing."""
    return one.text.lower() != other.text.lower() and min(len(one.text.split()), len(other.text.split())) <= 2


def _alike(lines: list[Line], vectors: Vectors) -> Iterator[Problem]:
    """Intents of which a third lies nearer to another's middle than to its own without the line itself."""
    names = sorted({line.intent for line in lines})
    own = np.array([names.index(line.intent) for line in lines])
    sums = np.stack([vectors[own == place].sum(axis=0) for place in range(len(names))])
    nearness = vectors @ _unit(sums).T
    rows = np.arange(len(lines))
    nearness[rows, own] = (vectors * _unit(sums[own] - vectors)).sum(axis=1)
    nearest = nearness.argmax(axis=1)
    for place, name in enumerate(names):
        others = np.bincount(nearest[own == place], minlength=len(names))
        others[place] = 0
        count, total = int(others.max()), int((own == place).sum())
        if total >= FEWEST and count >= total * ALIKE:
            other = names[int(others.argmax())]
            what = f"{name} is too like {other}: {count} of its {total} lines lie nearer to it"
            yield Problem("data/nlu", what)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), np.float32)
