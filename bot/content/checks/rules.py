"""Whether the red flags and all phrases compile."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.loader import Content, Problem
from bot.content.schema import Tier
from bot.text.grammar import PhraseError
from bot.triage.gate import Gate
from bot.triage.rules import RuleError
from bot.understanding.understander import Understander


def compile_gate(content: Content) -> Gate | Problem:
    """The gate, or why the red flags do not compile."""
    try:
        return Gate(content)
    except (PhraseError, RuleError) as error:
        return Problem("data/red_flags", str(error))


def problems(content: Content) -> Iterator[Problem]:
    """Words of the lexicon that cannot be read, and red flags that could never speak or that contradict
    themselves.
    """
    try:
        Understander(content)
    except PhraseError as error:
        yield Problem("data/lexicon", str(error))
    for name, flag in content.red_flags.items():
        place = f"data/red_flags/{name}.yml"
        silent = not (flag.look_for or flag.ask_for or flag.fire_when or flag.ask_when or flag.statement)
        if silent and flag.status != "retired":
            yield Problem(
                place, "nothing can fire or ask it: it has no look_for, ask_for, …_when or statement"
            )
        if flag.gentle_massage and flag.tier is not Tier.SEE_PROFESSIONAL:
            yield Problem(place, "gentle_massage is only for the tier see_professional")
        if flag.status == "reviewed" and not flag.checked_by:
            yield Problem(place, "the status is reviewed, but nobody has signed: checked_by is null")
