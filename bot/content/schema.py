"""What each file under `data/` must look like.

One class a kind of document. Every field a person reads is plain text (Markdown bold
and links only). Unknown keys are errors, so a misspelt key never passes in silence.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Dict, List, Literal, Optional, Tuple

from pydantic import BaseModel, Extra, Field, validator


class Tier(str, Enum):
    """How soon a person needs help, highest first."""

    EMERGENCY_NOW = "emergency_now"
    CRISIS_NOW = "crisis_now"
    CRISIS_RISK = "crisis_risk"
    URGENT_SAME_DAY = "urgent_same_day"
    SEE_PROFESSIONAL = "see_professional"
    SELF_CARE = "self_care"


TIERS = list(Tier)

REGIONS = (
    "head", "face", "jaw", "neck", "shoulder", "upper_back", "lower_back", "chest", "abdomen",
    "groin", "hip", "upper_arm", "elbow", "forearm", "wrist", "hand", "thigh", "knee", "shin",
    "calf", "ankle", "foot", "widespread",
)  # fmt: skip
TYPES = (
    "aching", "tight", "sharp", "burning", "throbbing", "shooting", "tingling", "numb",
    "cramping", "sore", "pressure",
)  # fmt: skip

Region = Literal[
    "head", "face", "jaw", "neck", "shoulder", "upper_back", "lower_back", "chest", "abdomen",
    "groin", "hip", "upper_arm", "elbow", "forearm", "wrist", "hand", "thigh", "knee", "shin",
    "calf", "ankle", "foot", "widespread",
]  # fmt: skip
PainType = Literal[
    "aching", "tight", "sharp", "burning", "throbbing", "shooting", "tingling", "numb",
    "cramping", "sore", "pressure",
]  # fmt: skip
Technique = Literal["swedish", "deep_tissue", "sports", "trigger_point", "tool", "movement"]
Tool = Literal["hand", "ball", "roller"]
Position = Literal["seated", "standing", "lying"]
WithWhat = Literal["fingertips", "palm", "thumb", "knuckles", "fist", "both_hands", "ball", "roller", "none"]
Direction = Literal[
    "circles", "toward_heart", "downward", "outward", "upward", "press", "squeeze", "roll", "stretch",
    "still",
]  # fmt: skip
Status = Literal["draft", "reviewed", "retired"]
Evidence = Literal["tested", "therapist_trials", "common_practice"]
Pressure = Literal["light", "medium", "firm"]
Setting = Literal["desk", "home", "bed", "travel"]
Wish = Literal["ease", "sleep", "move", "calm", "recover"]
Activity = Literal["sitting", "standing", "sport", "lifting"]


class Document(BaseModel):
    """The base of every document: frozen, and strict about its keys."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Signed(Document):
    """A document somebody answers for.

    `checked_by` and `date_reviewed` stay null until a clinician other than the author
    has signed it.
    """

    sources: List[str] = Field(..., min_items=1)
    authored_by: str = Field(..., min_length=3)
    checked_by: Optional[str]
    date_reviewed: Optional[date]
    next_review: Optional[date]

    @validator("checked_by")
    def _checker_is_not_author(cls, checked_by: Optional[str], values: Dict[str, object]) -> Optional[str]:
        if checked_by is not None and checked_by == values.get("authored_by"):
            raise ValueError("the checker must not be the author")
        return checked_by


class Source(Document):
    """One citation, once, under its id."""

    title: str
    organisation: str
    year: Optional[int]
    url: Optional[str]
    kind: Literal[
        "guideline", "review", "trial", "study", "patient_information", "consensus", "general_knowledge"
    ]
    certainty: Literal["high", "moderate", "low", "very_low", "expert"]
    note: Optional[str]
    needs_review: bool = False


class RegionEntry(Document):
    """A part of the body: how it is named, and whether it is ever massaged."""

    label: str  # as it reads after "your": "neck", "lower back"
    group: Literal["head_and_neck", "arms", "trunk", "legs", "whole_body"]
    sided: bool  # whether "left or right?" makes sense
    massage: bool
    why_no_massage: Optional[str]
    names: List[str] = Field(..., min_items=1)  # phrases, in the language of bot/text

    @validator("why_no_massage", always=True)
    def _reason_when_never(cls, reason: Optional[str], values: Dict[str, object]) -> Optional[str]:
        if values.get("massage") is False and not reason:
            raise ValueError("a region that is never massaged needs its reason")
        return reason


class LexiconEntry(Document):
    """One canonical value and the ways people say it."""

    label: str
    names: List[str] = Field(..., min_items=1)


class Course(Document):
    """A condition on what the interview found; all that is given must hold."""

    min_intensity: Optional[float] = Field(None, ge=0, le=10)
    min_duration_days: Optional[float] = Field(None, ge=0)
    onset: Optional[Literal["sudden", "gradual", "after_injury"]]
    trend: Optional[Literal["better", "same", "worse"]]
    # over the visits in a row for one trouble, this one counted, since it was last better
    min_visits: Optional[int] = Field(None, ge=2)
    min_days_of_care: Optional[float] = Field(None, ge=0)  # since the first of them


class RedFlag(Signed):
    """One presentation that must not be missed: what fires it, what settles it.

    `look_for` fires: each line is a list of concept ids that must all be present and
    affirmed close together. `ask_for` is weaker: it makes the bot put `question` first.
    `unless` lines, when present in the same sentence and near, turn a fire of this rule
    into an ask and an ask into nothing. `statement` is the tick-box of the danger screen of
    `regions`; null keeps the presentation off the screens.
    """

    id: str = Field(..., regex=r"^[a-z][a-z0-9_]+$")
    title: str
    status: Status
    tier: Tier
    why_it_matters: str
    regions: List[Region]
    statement: Optional[str]
    question: str
    concepts: Dict[str, List[str]] = {}
    look_for: List[List[str]] = []
    ask_for: List[List[str]] = []
    unless: List[List[str]] = []
    fire_when: List[Course] = []  # any of them fires on the answers of the interview, without words
    ask_when: List[Course] = []  # likewise puts `question`
    gentle_massage: bool = False  # below urgent_same_day only: light massage is still offered
    counts_when_past: bool = False  # a sign that matters even if it has passed
    counts_for_others: bool = True  # someone else in danger now counts as well
    known_false_alarms: List[str]
    response: Literal[
        "emergency", "crisis_now", "crisis_risk", "violence", "urgent", "professional", "checkup"
    ]

    @validator("tier")
    def _tier_above_self_care(cls, tier: Tier) -> Tier:
        if tier is Tier.SELF_CARE:
            raise ValueError("a red flag never leads to self-care")
        return tier


class RedFlagExamples(Document):
    """`red_flags/examples/<presentation>.yml`: what people type, for the semantic detector to learn from.

    `danger` holds the sign, `doubt` only part of it, `harmless` shares its words and holds no sign at all.
    """

    danger: List[str] = []
    doubt: List[str] = []
    harmless: List[str] = []


class Forbids(Document):
    """What a condition rules out. Empty means nothing of that kind."""

    everything: bool = False
    here: bool = False  # all massage of the place it is said of
    techniques: List[Technique] = []
    tools: List[Tool] = []
    regions: List[Region] = []
    techniques_by_region: Dict[Region, List[Technique]] = {}
    heat: bool = False
    cold: bool = False
    more_fluids: bool = False
    relaxation: List[str] = []
    positions: List[Position] = []
    max_pressure: Optional[int] = Field(None, ge=0, le=5)
    max_minutes: Optional[int] = Field(None, ge=1)


class Contraindication(Signed):
    """A condition that limits massage, heat or fluids, and what is offered instead."""

    label: str  # the tick-box: "I take blood thinners or bruise easily"
    ask: bool  # on the conditions card of everybody
    ask_for_regions: List[Region] = []  # or only of these places
    names: List[str]  # how people say it, in the language of bot/text
    concept: Optional[str]  # the lasting concept of the red flags that this condition states
    scope: Literal["total", "local", "care"]
    forbids: Forbids
    reason: str  # said to the person when it leaves something out
    instead: Optional[str]


class Layer(Document):
    """One closed outline of a figure, painted over the layers before it."""

    tone: Literal["body", "far", "cloth", "hair", "thing", "hand", "sleeve", "tool", "mark"]
    d: str  # an SVG path


class Figure(Document):
    """A drawing: a body or a part of it in `data/figures.yml`, a hand or a tool in `data/glyphs.yml`."""

    layers: List[Layer] = Field(..., min_items=1)
    lines: str  # an SVG path of thin lines: eyes, folds, nails


class Spot(Document):
    """A marked place: an ellipse, in the units of its figure; `turn` in degrees, clockwise."""

    at: Tuple[float, float]
    size: Tuple[float, float]  # the two radii
    turn: float = 0


class Touch(Document):
    """Where a hand or a tool meets the body; `turn` in degrees, 0: it points up, 90: right."""

    at: Tuple[float, float]
    turn: float


class Zone(Document):
    """A place a step can be about, and how it is drawn: `data/zones.yml`.

    A zone without a touch is only ever looked at or moved, never pressed.
    """

    label: str  # "the back of your neck"
    regions: List[Region]  # whose routines may use it; empty: any, and the relaxation too
    figure: str
    crop: Tuple[float, float, float]  # left, top and width of what is shown
    spots: List[Spot] = Field(..., min_items=1)
    mirrored: bool = (
        False  # also on the other side of the figure's middle, unless a step does one side at a time
    )
    touch: Optional[Touch]
    ways: Dict[Direction, str] = {}  # an SVG path for the arrow of each direction that needs one


class Step(Document):
    """One screen of a routine."""

    title: str
    do: str
    where: Optional[str]  # where exactly
    with_what: WithWhat
    zone: str  # an id of zones.yml, for the picture
    direction: Direction
    pressure: int = Field(..., ge=0, le=5)  # 0 to 10 scale; Unknot never asks for more than 5
    seconds: int = Field(..., ge=5, le=900)
    strokes: Optional[int]
    each_side: bool = False
    feel: Optional[str]
    full_only: bool = False  # left out of the short version


class Routine(Signed):
    """Something to do for one region, step by step."""

    id: str = Field(..., regex=r"^[a-z][a-z0-9_]+$")
    title: str
    technique: Technique
    tools: List[Tool]
    positions: List[Position] = Field(..., min_items=1)
    one_handed: bool
    minutes: int = Field(..., ge=1, le=25)
    types: List[PainType]  # what it suits; empty: any
    max_intensity: int = Field(..., ge=1, le=10)
    why: str  # why this may help, honestly
    how_often: str
    stop_if: List[str]  # beside the stop rules that always hold
    not_for: List[str]  # contraindication ids, beside what those forbid by themselves
    evidence: Evidence
    steps: List[Step] = Field(..., min_items=2)


class RegionRoutines(Document):
    """`data/routines/<region>.yml`: routines, or the reason why there are none."""

    region: Region
    routines: List[Routine] = []
    why_none: Optional[str]
    instead: Optional[str]

    @validator("why_none", always=True)
    def _routines_or_reason(cls, why_none: Optional[str], values: Dict[str, object]) -> Optional[str]:
        if values.get("routines") == [] and not why_none:  # absent where a routine itself is wrong
            raise ValueError("a region without a routine must say why in why_none")
        return why_none


class Relaxation(Signed):
    """A practice to calm down with: `data/relaxation/<id>.yml`."""

    id: str
    title: str
    minutes: int = Field(..., ge=1, le=20)
    positions: List[Position]
    suits: List[Literal["stress", "sleep", "panic", "pain"]]
    not_for: List[str]
    why: str
    evidence: Evidence
    steps: List[Step] = Field(..., min_items=2)


class HydrationTip(Signed):
    """A tip about drinking. `forbidden_text` replaces it for who must not drink more."""

    id: str
    text: str
    why: str
    suits: List[Literal["any", "heat_or_exercise", "headache"]]


class Hydration(Document):
    """`data/hydration.yml`."""

    tips: List[HydrationTip] = Field(..., min_items=1)
    limited: HydrationTip  # said to someone who was told to limit fluids


class Habit(Signed):
    """One small thing to do beside massage, today: an entry of `data/habits.yml`.

    Empty lists suit anyone; `settings` and `activities` are for those of whom one of them is known.
    `kind` decides which conditions rule it out: what is forbidden as heat, as cold or as everything.
    """

    title: str
    do: str
    why: str  # what the evidence says, honestly
    kind: Literal["heat", "cold", "moving", "rest", "set_up"]
    regions: List[Region] = []
    settings: List[Setting] = []
    wishes: List[Wish] = []
    activities: List[Activity] = []
    types: List[PainType] = []
    stressed: bool = False  # whether it suits high stress
    after_injury: bool = False  # only for pain that began with one
    not_for: List[str]
    evidence: Evidence


class Education(Signed):
    """An answer to "tell me about …": `data/education/<topic>.yml`."""

    id: str
    title: str
    answer: str  # at most about 90 words
    proven: str  # what the evidence says, honestly
    see_also: List[str] = []


class Line(Document):
    """A phone, text or web line."""

    name: str
    phone: Optional[str]
    text: Optional[str]
    url: Optional[str]
    hours: Optional[str]
    verified_on: Optional[date]


class Helplines(Document):
    """The numbers of one country."""

    country: str
    emergency: List[str] = Field(..., min_items=1)
    crisis: List[Line] = Field(..., min_items=1)
    urgent: List[Line] = []
    abuse: List[Line] = []


class Brand(Document):
    """How a clinic looks."""

    name: str
    colour: str = Field(..., regex=r"^#[0-9a-fA-F]{6}$")
    greeting: str


class Contact(Document):
    """How to reach the clinic."""

    label: str
    href: str = Field(..., regex=r"^(https://|mailto:|tel:|/)")


class Consent(Document):
    """What a person agrees to before anything is stored."""

    version: str
    text: str


class Site(Document):
    """One clinic: `data/sites/<site>.yml`."""

    id: str
    brand: Brand
    country: str = Field(..., regex=r"^([A-Z]{2}|any)$")
    locale: str
    origins: List[str]
    contacts: List[Contact]
    retention_days: int = Field(..., ge=0)
    consent: Consent
    leave_to: str = Field("https://www.wikipedia.org/", regex=r"^https?://\S+$")  # the quick way out
