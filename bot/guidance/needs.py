"""What is known of a person when a plan is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.schema import Activity, Pressure, Setting, Wish

NERVE_TYPES = frozenset({"burning", "shooting", "tingling", "numb"})
HIGH_INTENSITY = 7.0
STRONG_INTENSITY = 6.0
STRESSED = 6.0
FRESH_INJURY_DAYS = 3.0
LIGHT, MEDIUM, FIRM = 2, 4, 5  # the firmest of each kind of pressure, on our 0 to 10 scale
LIKED = {"light": LIGHT, "medium": MEDIUM, "firm": FIRM}


@dataclass(frozen=True)
class Needs:
    """The answers a plan rests on; None where the person did not say or did not know.

    `regions` worst first. `intensity` and `stress` run from 0 to 10, `minutes` is the time at hand.
    `conditions` are contraindication ids. `careful` asks for the lightest pressure only.
    `one_sided` are the regions that hurt on one side. `tools` are those at hand: none of them where
    nothing was said, so hands alone are always enough. `unable` are positions the person cannot take.
    `preferred` are ids of routines and practices the person asked for by name; `helped`, `unhelpful` and
    `harmful` are ids by what came of them before.
    """

    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    intensity: float | None = None
    duration_days: float | None = None
    onset: str | None = None
    stress: float | None = None
    conditions: tuple[str, ...] = ()
    minutes: int | None = None
    careful: bool = False
    no_massage: bool = False
    by_choice: bool = False  # no massage because the person would rather not, or it hurt
    one_sided: tuple[str, ...] = ()
    setting: Setting | None = None
    tools: tuple[str, ...] | None = None
    pressure: Pressure | None = None
    wish: Wish | None = None
    activity: Activity | None = None
    one_handed: bool = False
    unable: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    unhelpful: tuple[str, ...] = ()
    harmful: tuple[str, ...] = ()

    @property
    def nerve_like(self) -> bool:
        """Whether the pain feels like a nerve: no deep pressure then. Our judgement, not a trial's."""
        return bool(NERVE_TYPES & set(self.types))

    @property
    def calm_first(self) -> bool:
        """Whether calming down comes before massage: high stress, or no pain at all."""
        return (self.stress or 0) >= STRESSED or not self.regions

    @property
    def all_conditions(self) -> tuple[str, ...]:
        """The stated conditions, and the one that follows from an injury of the last 72 hours."""
        fresh = (
            self.onset == "after_injury"
            and self.duration_days is not None
            and self.duration_days <= FRESH_INJURY_DAYS
        )
        return self.conditions + (
            ("fresh_injury",) if fresh and "fresh_injury" not in self.conditions else ()
        )

    @property
    def max_pressure(self) -> int:
        """The firmest pressure that fits, 0 to 5: high pain means gentler, never harder."""
        if self.careful or (self.intensity or 0) >= HIGH_INTENSITY:
            return LIGHT
        return 3 if self.nerve_like or self.intensity is None else FIRM
