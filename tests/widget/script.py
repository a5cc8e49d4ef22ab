"""What the stand-in says: a short interview by choice titles, and one reply for each special text."""

from __future__ import annotations

from typing import Any

from bot.content.loader import load
from bot.pictures.address import reference, step_at

CONTENT = load()

Reply = dict[str, Any]


def reply(
    text: str, *titles: str, multiple: bool = False, expects: str | None = None, card: Reply | None = None
) -> Reply:
    """One reply as the worker words it; choices are titles, ids come later."""
    return {"text": text, "choices": list(titles), "multiple": multiple, "expects": expects, "card": card}


def picture(owner: str, number: int) -> dict[str, str]:
    """That of a real step, as a step card names it."""
    step = step_at(CONTENT, owner, number)
    assert step is not None
    return reference(CONTENT, owner, number, step)


CALL = {"label": "Call 999", "href": "tel:999"}
LISTEN = {"label": "Call Samaritans on 116 123", "href": "tel:116123"}

STEP = {
    "kind": "step",
    "of": 2,
    "each_side": True,
    "seconds": 30,
    "strokes": None,
    "pressure": 3,
    "part": "Loosen the side of the neck",
}
FIRST_STEP = {
    **STEP,
    "number": 1,
    "title": "Warm the muscle",
    "where": "From behind the ear to the top of the shoulder.",
    "do": "Rest a flat hand on the side of your neck. Slide it **slowly** down to your shoulder.",
    "feel": "Warmth, and skin that moves with your hand.",
    "picture": picture("neck_gentle", 4),
}
SECOND_STEP = {
    **STEP,
    "number": 2,
    "title": "Squeeze and let go",
    "where": "The thick muscle on top of the shoulder.",
    "do": "Hold the muscle between fingers and palm. Squeeze gently, count to three, let go.",
    "feel": "A good ache that fades.",
    "picture": picture("neck_knead", 3),
    "seconds": 1,
}

SUMMARY = {
    "kind": "summary",
    "title": "Here is what I understood",
    "items": [
        {"label": "Where", "value": "neck, right side"},
        {"label": "Feeling", "value": "aching and tight"},
        {"label": "Pain", "value": "5 out of 10"},
    ],
}
PLAN = {
    "kind": "plan",
    "title": "Your plan",
    "minutes": 6,
    "sections": [
        {"title": "Neck: loosen the side of the neck", "lines": ["About 4 minutes", "Once or twice a day"]},
        {"title": "Slow breathing", "lines": ["About 2 minutes"]},
        {"title": "Something to drink", "lines": ["A glass of water now and then is enough."]},
    ],
    "reasons": ["You said it is tight after a day at a desk.", "Gentle strokes are safe here."],
    "left_out": ["Deep pressure, because you take blood thinners."],
}
NOTE = {
    "kind": "note",
    "title": "Note about an ache",
    "lines": ["Advice given: book a check."],
    "items": [
        {"label": "Where", "value": "neck, right side"},
        {"label": "Pain before the routine", "value": "5 out of 10"},
    ],
    "sections": [
        {"title": "Danger signs asked about", "lines": ["Do your arms feel weak? no"]},
        {"title": "Questions to ask", "lines": ["What could be behind this?"]},
    ],
    "formats": ["text", "page", "fhir"],
}
SOURCES = {
    "kind": "sources",
    "title": "Where this comes from",
    "items": [
        {
            "title": "Neck pain",
            "organisation": "National Health Service",
            "year": 2024,
            "url": "https://example.org/neck",
        },
        {"title": "Massage for neck pain", "organisation": "Cochrane", "year": 2012, "url": None},
    ],
}

CODE = "K7QF-2M9X-PDT4"
OFFER = {
    "kind": "note",
    "title": "Shall I remember this for next time?",
    "lines": ["Would you like a private code?"],
    "action": "make_code",
}
CHART = {
    "kind": "note",
    "title": "Your visits so far",
    "lines": ["Pain: 6, then 4, then 3.", "Stress: 5, then 3."],
    "chart": {
        "points": [
            {"at": "2026-11-02", "pain": 6, "stress": 5},
            {"at": "2026-11-09", "pain": 4, "stress": None},
            {"at": "2026-11-16", "pain": 3, "stress": 3},
        ]
    },
}

WELCOME_BACK = [
    reply("Welcome back. How is it now?", "Better", "The same", "Worse", "Something new", expects="feedback")
]
WELCOME = [
    reply("Hello. I am **Unknot**, a guide for everyday aches. I am a program, not a clinician."),
    reply(
        "Where does it ache?", "Neck", "Shoulder", "Lower back", "Knee", "Somewhere else", expects="location"
    ),
]
TURNS: dict[str, list[Reply]] = {
    "Neck": [
        reply(
            "What does it feel like?",
            "Aching",
            "Tight",
            "Sharp",
            "Burning",
            "Tingling",
            multiple=True,
            expects="type",
        )
    ],
    "Aching, Tight": [reply("How bad is it right now, from 0 to 10?", expects="intensity")],
    "5": [reply("And how stressed are you, from 0 to 10?", *map(str, range(11)), expects="stress")],
    "6": [
        reply(
            "Is that right?",
            "Yes, that is right",
            "Change where",
            "Change the feeling",
            "Change the pain score",
            expects="confirm",
            card=SUMMARY,
        )
    ],
    "Yes, that is right": [
        reply("This is what I suggest.", "Start", "Something calmer", expects="preference", card=PLAN)
    ],
    "Change where": [reply("Where is it, then?", "Neck", "Knee", expects="location")],
    "Start": [
        reply(
            "Step 1 of 2: Warm the muscle.", "Next", "It hurts", "Stop here", expects="step", card=FIRST_STEP
        )
    ],
    "Next": [
        reply(
            "Step 2 of 2: Squeeze and let go.",
            "Finish",
            "It hurts",
            "Stop here",
            expects="step",
            card=SECOND_STEP,
        )
    ],
    "Finish": [
        reply("Well done. How is it now?", "Better", "The same", "Worse", expects="feedback", card=SOURCES)
    ],
    "crushing chest pain": [
        reply(
            "What you describe can be a sign of something that needs help right now. Please call 999 now.",
            card={
                "kind": "emergency",
                "title": "Get help now",
                "contacts": [CALL],
                "lines": ["Call 999, or ask someone near you to call.", "Do not drive yourself."],
            },
        )
    ],
    "I want to die": [
        reply(
            "Thank you for telling me. You do not have to face this alone.",
            card={
                "kind": "crisis",
                "title": "Help for you, right now",
                "contacts": [LISTEN, CALL],
                "lines": ["A person will listen. Say as much or as little as you want.", "I am still here."],
            },
        )
    ],
    "fever and stiff neck": [
        reply(
            "This should be looked at today.",
            card={
                "kind": "urgent",
                "title": "See someone today",
                "lines": ["Call 111 and tell them what you told me."],
                "contacts": [{"label": "Call 111", "href": "tel:111"}],
            },
        )
    ],
    "it keeps coming back": [
        reply(
            "It is a good idea to show this to someone.",
            "What can I do until then?",
            card={
                "kind": "professional",
                "title": "See a physiotherapist or doctor",
                "lines": ["This week is soon enough."],
                "contacts": [{"label": "Book at the clinic", "href": "https://example.org/book"}],
            },
        )
    ],
    "how was it": [reply("Here is how it went over your visits.", card=CHART)],
    "remember me": [reply("One more thing, only if you like.", card=OFFER)],
    "how is it": [reply("How is it now, from 0 to 10?", *map(str, range(11)), "Better", expects="feedback")],
    "a note for my doctor": [reply("Here is your note.", card=NOTE)],
    "list": [
        reply(
            "Two things help:\n\n- **Move** often\n- Keep warm\n\nThen:\n\n1. Rest\n2. Try again\n\n"
            "[Read more](https://example.org/more) or [call us](tel:+442079460000)."
        )
    ],
    "strange card": [
        reply(
            "Here is a new kind.",
            card={"kind": "hologram", "title": "A new kind", "lines": ["Still readable."]},
        )
    ],
}
