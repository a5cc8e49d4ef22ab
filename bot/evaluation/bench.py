"""`python -m bot.evaluation.bench`: how long the parts of a turn take. Prints; judges nothing.

Absolute times depend on the machine; the ratios, taken side by side in one run, hardly do.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import bot.__main__  # noqa: F401  sets what Rasa must find when it is imported
from bot.content.loader import ContentError
from bot.dialogue.guides import guide_for
from bot.dialogue.turn import Guide
from bot.errors import MendableError
from bot.evaluation.intents import read_held_out
from bot.evaluation.variety import SEED, answers, somebody
from bot.guidance.plan import choose
from bot.settings import ROOT, Settings
from bot.text.encoder import shared_encoder
from bot.training import ensure_model
from bot.worker.quiet import quieten

if TYPE_CHECKING:
    from bot.worker.host import Host

YOUNG, OLD = 10, 400  # turns a conversation has had when it is timed
SAMPLES = 21  # turns timed at each of these ages
TEXTS = 200
PEOPLE = 1_000  # for whom a plan is chosen
LONGEST = 2_000  # characters a person may send

Given = TypeVar("Given")
Turn = Callable[[str], object]


def median_ms(act: Callable[[Given], object], all_given: Iterable[Given]) -> float:
    """The median time of `act` over what it is given, in milliseconds."""
    return median(took_ms(act, given) for given in all_given)


def took_ms(act: Callable[[Given], object], given: Given) -> float:
    """How long one call takes, in milliseconds."""
    started = time.perf_counter()
    act(given)
    return (time.perf_counter() - started) * 1000


def side_by_side(young: Turn, old: Turn, texts: Iterable[str]) -> tuple[float, float]:
    """Medians of both in milliseconds, taken in turns, so that a busy machine slows both alike."""
    pairs = [(took_ms(young, text), took_ms(old, text)) for text in texts]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def harmless_questions(guide: Guide) -> list[str]:
    """Held-out questions the gate has nothing to say to, so that a conversation can go on for long."""
    lines = read_held_out(ROOT / "tests" / "nlu")
    questions = (line.text for line in lines if line.intent.startswith("ask_"))
    return list(islice((text for text in questions if not guide.gate.outcomes(text)), TEXTS))


def load_host(settings: Settings, guide: Guide, folder: Path) -> Host:
    """A worker's host in this process, on a new database in `folder`."""
    from bot.store.engine import create_engine  # noqa: PLC0415  after quieten
    from bot.store.migrate import upgrade  # noqa: PLC0415
    from bot.worker.host import Host  # noqa: PLC0415

    engine = create_engine(f"sqlite:///{folder / 'bench.sqlite'}")
    upgrade(engine)
    return Host(ensure_model(settings), engine, guide)


def begin(host: Host) -> Turn:
    """A new conversation, as a function that says a text in it."""
    from bot.worker.host import Request  # noqa: PLC0415

    name = str(uuid.uuid4())

    def say(text: str | None, payloads: tuple[str, ...] = ()) -> object:
        return asyncio.run(host.turn(Request(name, str(uuid.uuid4()), text, payloads, "demo", {})))

    say(None, ("/greet",))
    return say


def run(settings: Settings) -> None:
    """Times everything and prints it."""
    guide = guide_for(settings)
    texts = harmless_questions(guide)
    people = somebody(answers(guide.content), Random(SEED), PEOPLE)
    longest = (" ".join(texts) * 2)[:LONGEST]
    with tempfile.TemporaryDirectory() as folder:
        host = load_host(settings, guide, Path(folder))
        young, old = _aged(begin(host), YOUNG, texts), _aged(begin(host), OLD, texts)
        at_young, at_old = side_by_side(young, old, islice(cycle(texts), SAMPLES))
        parts = {
            "gate": median_ms(guide.gate.assess, texts),
            "understander": median_ms(guide.understander.read, texts),
            "encoder": median_ms(shared_encoder().encode, texts),
            "whole pipeline": median_ms(lambda text: asyncio.run(host.parse(text)), texts),
            "choice of a plan": median_ms(partial(choose, guide.content), people),
            "gate, 2,000 characters": median_ms(guide.gate.assess, [longest] * 5),
            f"one turn, after {YOUNG}": at_young,
            f"one turn, after {OLD}": at_old,
        }
    for name, took in parts.items():
        print(f"{name:26}{took:8.2f} ms {took / at_young:7.2f} of a turn")
    print(f"turn {OLD} : turn {YOUNG} = {at_old / at_young:.2f}")


def _aged(turn: Turn, turns: int, texts: list[str]) -> Turn:
    for text in islice(cycle(texts), turns - SAMPLES // 2):
        turn(text)
    return turn


def main() -> int:
    """Always 0: a slow machine is no failure. What keeps it from running is said in one line."""
    quieten()
    try:
        run(Settings.from_environment())
    except (ContentError, MendableError) as error:
        print(f"Not timed: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
