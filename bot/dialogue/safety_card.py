"""The reply that a danger sign gets: words from data/responses/safety.yml, numbers from data/helplines.yml.

Pure, so that the conversation and the gateway's fail-safe say exactly the same.
"""

from __future__ import annotations

import re
from typing import Any

from bot.content.loader import Content
from bot.content.schema import Helplines, Line, Tier

GROUPS = ("emergency", "crisis", "urgent", "abuse")
_KIND_OF_TIER = {
    Tier.EMERGENCY_NOW: "emergency",
    Tier.CRISIS_NOW: "crisis_now",
    Tier.CRISIS_RISK: "crisis_risk",
    Tier.URGENT_SAME_DAY: "urgent",
    Tier.SEE_PROFESSIONAL: "professional",
}
_NUMBER = re.compile(r"\+?\d[\d ()-]*")


def kind_of(tier: Tier) -> str:
    """The response kind a tier gets where no rule names one; KeyError for self-care, which has none."""
    return _KIND_OF_TIER[tier]


def safety_card(kind: str, content: Content, country: str) -> dict[str, Any]:
    """One reply `{text, choices, multiple, expects, card}` for a response kind of a red flag.

    `kind` is a `RedFlag.response` (emergency, crisis_now, crisis_risk, violence, urgent, professional),
    `country` a key of the helplines; an unknown country gets the country-neutral numbers.
    Raises KeyError when `data/` has no such response.
    """
    response = content.responses[f"utter_{kind}"][0]
    card = response["metadata"]
    return {
        "text": with_numbers(response["text"], content, country),
        "choices": [],
        "multiple": False,
        "expects": None,
        "card": {
            "kind": card["card"],
            "title": card["title"],
            "lines": [with_numbers(line, content, country) for line in card["lines"]],
            "contacts": _contacts(card, content, country),
        },
    }


def with_numbers(text: str, content: Content, country: str) -> str:
    """`text` with `{emergency}`, `{crisis}`, `{urgent}` and `{abuse}` filled in for a country."""
    for group in GROUPS:
        placeholder = "{" + group + "}"
        if placeholder in text:
            text = text.replace(placeholder, _spoken(group, content, country))
    return text


def spoken_numbers(content: Content, country: str) -> dict[str, str]:
    """The values of `{emergency}`, `{crisis}`, `{urgent}` and `{abuse}` for a country."""
    return {group: _spoken(group, content, country) for group in GROUPS}


def helplines_of(content: Content, country: str) -> Helplines:
    """The numbers of a country, or the country-neutral ones."""
    return content.helplines.get(country) or content.helplines["any"]


def contacts_of(groups: list[str], content: Content, country: str) -> list[dict[str, str]]:
    """Buttons `{label, href}` for groups of numbers, in that order."""
    return _contacts({"contacts": groups}, content, country)


def _contacts(card: dict[str, Any], content: Content, country: str) -> list[dict[str, str]]:
    helplines = helplines_of(content, country)
    labels = {**_wording(content)["labels"], **card.get("labels", {})}
    contacts: list[dict[str, str]] = []
    for group in card["contacts"]:
        if group == "emergency":
            contacts += [_button(labels["emergency"], "", number, "tel:") for number in helplines.emergency]
            continue
        for line in getattr(helplines, group):
            contacts += _line_buttons(line, labels)
    return contacts


def _line_buttons(line: Line, labels: dict[str, str]) -> list[dict[str, str]]:
    buttons = []
    if line.phone and _dialled(line.phone):
        buttons.append(_button(labels["call"], line.name, line.phone, "tel:"))
    if line.text and _dialled(line.text):
        buttons.append(_button(labels["text"], line.name, line.text, "sms:"))
    if line.url:
        buttons.append({"label": labels["visit"].replace("{name}", line.name), "href": line.url})
    return buttons


def _button(label: str, name: str, number: str, scheme: str) -> dict[str, str]:
    text = label.replace("{name}", name).replace("{number}", number)
    return {"label": text, "href": scheme + _dialled(number)}


def _dialled(number: str) -> str:
    """The digits to dial in "116 123" or "SHOUT to 85258"; "" where there are none."""
    found = _NUMBER.findall(number)
    return re.sub(r"[^\d+]", "", found[-1]) if found else ""


def _spoken(group: str, content: Content, country: str) -> str:
    wording = _wording(content)
    if _is_anywhere(country, content) and group in wording["anywhere"]:
        return str(wording["anywhere"][group])
    names = _names(group, helplines_of(content, country))
    return str(wording["or"].join(names) or wording["missing"][group])


def _is_anywhere(country: str, content: Content) -> bool:
    return country == "any" or country not in content.helplines


def _names(group: str, helplines: Helplines) -> list[str]:
    if group == "emergency":
        return list(helplines.emergency)
    lines: list[Line] = getattr(helplines, group)
    return [_with_phone(line.name, line.phone) for line in lines if line.phone][:1]


def _with_phone(name: str, phone: str) -> str:
    return name if phone in name else f"{name} ({phone})"


def _wording(content: Content) -> dict[str, Any]:
    wording: dict[str, Any] = content.responses["utter_contacts"][0]["metadata"]
    return wording
