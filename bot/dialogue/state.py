"""What is known in a conversation, as one frozen value; Rasa keeps it in slots of the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.content.schema import TIERS, Activity, Pressure, Setting, Tier, Wish
from bot.dialogue.memories import Memory
from bot.guidance.needs import Needs

CLOSING_TIERS = (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK, Tier.URGENT_SAME_DAY)
NO_TOOLS = ("none",)
CRISIS_TIERS = (Tier.CRISIS_NOW, Tier.CRISIS_RISK)


@dataclass(frozen=True)
class State:
    """Everything the next reply depends on. Times are days, pain and stress run from 0 to 10.

    `unknown` holds the topics the person could not answer. `rules` are the red flags that fired,
    `denied` those the person was asked about and ruled out, `pending` the one being asked about.
    `doubted` holds what was once answered with "not sure" and is being asked again.
    """

    goal: str | None = None  # "pain" or "calm"
    regions: tuple[str, ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    intensity: float | None = None
    duration_days: float | None = None
    onset: str | None = None
    trend: str | None = None
    stress: float | None = None
    conditions: tuple[str, ...] = ()
    conditions_asked: bool = False
    told: tuple[str, ...] = ()  # concepts of red flags stated so far, which a later message may complete
    minutes: int | None = None
    setting: Setting | None = None
    tools: tuple[str, ...] = ()  # those at hand, or `NO_TOOLS`; empty: not said
    pressure: Pressure | None = None
    wish: Wish | None = None
    activity: Activity | None = None
    one_handed: bool = False
    unable: tuple[str, ...] = ()  # positions that cannot be taken
    preferred: tuple[str, ...] = ()  # routines and practices asked for by name
    unknown: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # topics put so far, in order
    open_question: str | None = None
    misunderstood: int = 0
    confirmed: bool = False
    tier: str | None = None
    rules: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()  # asked twice and not ruled out
    overridden: tuple[str, ...] = ()  # fired, then taken back by the person
    pending: str | None = None
    overriding: bool = False  # whether `pending` is asked because the person said it was not meant
    screened: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    step: int | None = None  # index of the open step of the plan; None outside a routine
    skipped_massage: bool = False
    gentler: int = 0  # how often "too hard" was said
    before: float | None = None  # pain, or stress where there is none, when the routine began
    after: float | None = None  # and when it was over
    tried: tuple[str, ...] = ()  # titles of the routines and practices begun, in order
    outcome: str | None = None  # how they went: "better", "same", "worse" or "hurt"
    done: tuple[str, ...] = ()  # ids of those of the plan that was just gone through to its end
    results: Mapping[str, str] = field(default_factory=dict)  # what came of each id: Visit.results
    harm: str | None = None  # the gravest answer to "did it make anything worse?"
    memory: Memory = field(default_factory=Memory)  # handed in with each turn, never kept in slots
    seen: bool = False  # whether "was it looked at?" was answered, where a return visit has to ask it
    since: str | None = None  # how it is since the last visit: better, same, worse or new
    code_offered: bool = False

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> State:
        """The state Rasa's slots hold; a slot of the wrong kind counts as not set."""
        known: dict[str, Any] = {}
        for item in fields(cls):
            value = slots.get(item.name)
            default = getattr(_EMPTY, item.name)
            if value is None:
                continue
            if isinstance(default, Memory):
                value = Memory.read(value)
            elif isinstance(default, tuple):
                value = tuple(str(part) for part in value) if isinstance(value, (list, tuple)) else ()
            elif isinstance(default, dict):
                value = dict(value) if isinstance(value, Mapping) else {}
            elif isinstance(default, bool):
                value = value is True
            known[item.name] = value
        return cls(**known)

    def to_slots(self) -> dict[str, Any]:
        """As `from_slots` reads it, with lists for tuples, so that it survives JSON."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}

    def but(self, **changes: Any) -> State:
        """A copy with some fields changed."""
        return replace(self, **changes)

    @property
    def closed(self) -> bool:
        """Whether a high tier stands: no routine, no tip and no further questions (promise 1)."""
        return self.tier in CLOSING_TIERS

    def raised(self, tier: Tier, rules: tuple[str, ...]) -> State:
        """With `rules` fired. The highest tier stands; nothing lowers it here."""
        standing = Tier(self.tier) if self.tier else Tier.SELF_CARE
        highest = min(standing, tier, key=TIERS.index)
        return self.but(
            tier=highest.value,
            rules=tuple(dict.fromkeys(self.rules + rules)),
            overridden=tuple(rule for rule in self.overridden if rule not in rules),
        )

    def needs(self, gentle_rules: frozenset[str] = frozenset()) -> Needs:
        """What the choice of a plan rests on.

        `gentle_rules` are fired rules that still allow light massage; any other rules it out.
        """
        blocking = [rule for rule in (*self.rules, *self.doubtful) if rule not in gentle_rules]
        verdicts = self.memory.verdicts(self.since, self.results)
        return Needs(
            regions=self.regions,
            types=self.types,
            intensity=self.intensity,
            duration_days=self.duration_days,
            onset=self.onset,
            stress=self.stress,
            conditions=self.conditions,
            minutes=self.minutes,
            one_sided=tuple(region for region in self.regions if self.sides.get(region) in {"left", "right"}),
            setting=self.setting,
            tools=() if self.tools == NO_TOOLS else self.tools or None,
            pressure=self.pressure,
            wish=self.wish,
            activity=self.activity,
            one_handed=self.one_handed,
            unable=self.unable,
            preferred=self.preferred,
            careful=bool(self.rules or self.doubtful or "conditions" in self.unknown),
            by_choice=self.skipped_massage and not blocking,
            no_massage=self.skipped_massage or (self.tier is not None and bool(blocking)),
            helped=tuple(routine for routine, verdict in verdicts.items() if verdict == "helped"),
            unhelpful=tuple(routine for routine, verdict in verdicts.items() if verdict == "unhelpful"),
            harmful=tuple(routine for routine, verdict in verdicts.items() if verdict == "harmful"),
        )


def _plain(value: Any) -> Any:
    """A field as JSON has it."""
    if isinstance(value, Memory):
        return value.as_json()
    return list(value) if isinstance(value, tuple) else value


_EMPTY = State()

PREFERENCES = (
    "minutes", "setting", "tools", "pressure", "wish", "activity", "one_handed", "unable",
)  # fmt: skip
INTAKE = (
    "goal", "regions", "sides", "types", "intensity", "duration_days", "onset", "trend", "stress",
    "conditions", "conditions_asked", *PREFERENCES, "preferred", "unknown", "asked", "open_question",
    "misunderstood", "confirmed", "pending", "overriding", "screened", "doubted", "step", "skipped_massage",
    "gentler", "before", "after", "tried", "outcome", "done",
)  # fmt: skip


def forget_intake(state: State, keep: tuple[str, ...] = ()) -> State:
    """The state with all answers gone but what `keep` names; tiers, fired and denied rules stay."""
    return state.but(**{name: getattr(_EMPTY, name) for name in INTAKE if name not in keep})
