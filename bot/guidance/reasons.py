"""Why something is in a plan or not: named here, said in the words of `data/`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A sentence of `data/responses` with its values, or the `text` of a document of `data/`.

    `what` are ids of kinds of pain, said in the place of `{what}`.
    """

    response: str = ""
    text: str = ""
    condition: str = ""  # a contraindication id: its `reason` is said
    region: str = ""
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rival:
    """A routine or practice that was not chosen, and why. `fits`: the person may have it instead.

    `region` is empty for a practice.
    """

    region: str
    id: str
    reason: Reason
    fits: bool = False
