"""`python -m bot check`: our own content is good, and whatever is broken is named where it is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.content.checks import problems
from bot.content.loader import DATA, ContentError, load

COMPANION = """
id: {id}
title: A made-up sign
status: draft
tier: see_professional
response: professional
why_it_matters: Only a test needs it.
regions: []
statement: null
question: Is it so?
concepts: {{}}
look_for: [[{concept}, {concept}]]
known_false_alarms: []
sources: [nhs-dvt]
authored_by: Unknot contributors
checked_by: null
date_reviewed: null
next_review: null
"""


class Break(NamedTuple):
    """One thing broken in a copy: in `file`, `old` becomes `new` (all of it where `old` is empty)."""

    what: str
    file: str
    old: str
    new: str
    line: str


SCHEMA = [
    Break(
        "a misspelt key",
        "education/swedish.yml",
        "see_also:",
        "see_allso:",
        "data/education/swedish.yml: see_allso: extra fields not permitted",
    ),
    Break(
        "a missing key",
        "relaxation/imagery.yml",
        "minutes: 6\n",
        "",
        "data/relaxation/imagery.yml: minutes: field required",
    ),
    Break(
        "a red flag with a missing field",
        "red_flags/calf_snap.yml",
        "tier: urgent_same_day\n",
        "",
        "data/red_flags/calf_snap.yml: tier: field required",
    ),
    Break(
        "two red flags with one id",
        "red_flags/calf_again.yml",
        "",
        DATA.joinpath("red_flags/calf_clot.yml").read_text(encoding="utf-8"),
        "data/red_flags/calf_again.yml: id is 'calf_clot' but the file is called 'calf_again'",
    ),
    Break(
        "a region that does not exist",
        "red_flags/calf_clot.yml",
        "regions: [thigh,",
        "regions: [tail,",
        "data/red_flags/calf_clot.yml: regions.0: unexpected value; permitted: 'head', ",
    ),
    Break(
        "a doubled key",
        "education/oils.yml",
        "title:",
        "id: oils\ntitle:",
        "data/education/oils.yml: not readable as YAML: the key 'id' stands twice",
    ),
    Break(
        "one id in two files",
        "education/sports.yml",
        "id: sports",
        "id: tools",
        "data/education/sports.yml: id is 'tools' but the file is called 'sports'",
    ),
    Break(
        "a response written twice",
        "responses/twice.yml",
        "",
        'version: "3.1"\nresponses:\n  utter_thanks:\n    - text: "Thank you."\n',
        "data/responses/twice.yml: utter_thanks is already defined in another file of responses/",
    ),
    Break(
        "a concept written twice",
        "concepts/twice.yml",
        "",
        "concepts:\n  chest: [chest]\n",
        "data/concepts/twice.yml: chest is already defined in another file of concepts/",
    ),
    Break(
        "broken YAML",
        "education/diet.yml",
        "title: ",
        "title: [",
        "data/education/diet.yml: not readable as YAML: ",
    ),
    Break(
        "broken YAML in a file of Rasa",
        "nlu/diet.yml",
        "nlu:\n",
        "nlu: [\n",
        "data/nlu/diet.yml: not readable as YAML: ",
    ),
    Break(
        "a checker who is the author",
        "relaxation/grounding.yml",
        "checked_by: null",
        "checked_by: Unknot contributors",
        "data/relaxation/grounding.yml: checked_by: the checker must not be the author",
    ),
    Break(
        "pressure beyond the highest",
        "routines/neck.yml",
        "pressure: 1\n",
        "pressure: 6\n",
        "data/routines/neck.yml: routines.0.steps.1.pressure: ensure this value is less than or equal to 5",
    ),
    Break(
        "a place without routine and reason",
        "routines/groin.yml",
        "why_none:",
        "why_not:",
        "data/routines/groin.yml: why_none: a region without a routine must say why in why_none",
    ),
    Break(
        "another top key",
        "helplines.yml",
        "helplines:",
        "numbers:",
        "data/helplines.yml: the only top key must be 'helplines', a mapping; found ['numbers']",
    ),
]

REFERENCES = [
    Break(
        "a step about an unknown zone",
        "routines/neck.yml",
        "zone: neck_cup",
        "zone: throat",
        "data/routines/neck.yml: neck_knead: step 4: names the zone 'throat', which is not in data/zones.yml",
    ),
    Break(
        "a zone that no step is about",
        "relaxation/grounding.yml",
        "zone: mouth",
        "zone: nose",
        "data/zones.yml: mouth: no step is about it",
    ),
    Break(
        "a step about a zone of another region",
        "routines/elbow.yml",
        "zone: wrist_pull",
        "zone: calf",
        "data/routines/elbow.yml: elbow_slow_press: step 3: the zone 'calf' is not for this region",
    ),
    Break(
        "a hand on a zone that is never touched",
        "routines/head.yml",
        "zone: above_ear",
        "zone: breath",
        "data/routines/head.yml: head_scalp_knead: step 3: presses on the zone 'breath', which has no touch",
    ),
    Break(
        "a direction that the zone has no arrow for",
        "routines/jaw.yml",
        "direction: downward",
        "direction: upward",
        "data/routines/jaw.yml: jaw_gentle: step 3: goes 'upward', but the zone 'jaw_muscle' has no such way",
    ),
    Break(
        "an arrow nobody goes along",
        "zones.yml",
        "      outward: M212 140",
        "      downward: M0 0 L1 1\n      outward: M212 140",
        "data/zones.yml: forehead: no step goes the way 'downward'",
    ),
    Break(
        "a zone to touch on a place that is never massaged",
        "zones.yml",
        "regions: [hip]",
        "regions: [hip, groin]",
        "data/zones.yml: 'groin' is never massaged, but these touch it: hip_side",
    ),
    Break(
        "a zone to touch that says not where",
        "zones.yml",
        "regions: [hip]",
        "regions: []",
        "data/zones.yml: hip_outer: has a touch, so it must say for which regions",
    ),
    Break(
        "a zone on no figure",
        "zones.yml",
        "figure: wall_lean",
        "figure: wall",
        "data/zones.yml: calf_wall: names the figure 'wall', which is not in data/figures.yml",
    ),
    Break(
        "a figure that nothing shows",
        "zones.yml",
        "figure: lying_hug",
        "figure: lying_knees",
        "data/figures.yml: no zone shows 'lying_hug'",
    ),
    Break(
        "a tool without a drawing",
        "glyphs.yml",
        "  roller:",
        "  rolling_pin:",
        "data/glyphs.yml: 'roller' is missing, or is no with_what of a step",
    ),
    Break(
        "an unknown source",
        "education/sleep.yml",
        "sources: [",
        "sources: [hearsay, ",
        "data/education/sleep.yml: cites 'hearsay', which is not in data/sources.yml",
    ),
    Break(
        "a red flag with an unknown source",
        "red_flags/calf_snap.yml",
        "sources: [",
        "sources: [rumour, ",
        "data/red_flags/calf_snap.yml: cites 'rumour', which is not in data/sources.yml",
    ),
    Break(
        "an unknown condition",
        "routines/neck.yml",
        "not_for: []",
        "not_for: [moodiness]",
        "data/routines: neck.yml: neck_gentle: not_for names the unknown condition 'moodiness'",
    ),
    Break(
        "an unknown topic",
        "education/swedish.yml",
        "see_also: [pressure,",
        "see_also: [levitation,",
        "data/education: swedish: see_also names the unknown topic 'levitation'",
    ),
    Break(
        "massage where it is never massaged",
        "regions.yml",
        "massage: true\n    why_no_massage: null",
        "massage: false\n    why_no_massage: Not today.",
        "data/routines/head.yml: has routines, but regions.yml says it is never massaged",
    ),
    Break(
        "a country without numbers",
        "sites/demo.yml",
        "country: GB",
        "country: XX",
        "data/sites/demo.yml: there are no helplines for the country 'XX'",
    ),
    Break(
        "a response nothing uses",
        "responses/orphan.yml",
        "",
        'version: "3.1"\nresponses:\n  tell_orphan:\n    - text: "Hello there."\n',
        "data/responses: tell_orphan is written but nothing uses it",
    ),
    Break(
        "a response that is missing",
        "responses/conversation.yml",
        "  utter_thanks:\n",
        "  utter_ask_thanks_to:\n",
        "data/responses: utter_thanks is used but not written",
    ),
    Break(
        "a button to an unknown intent",
        "responses/routine.yml",
        "payload: '/next_step'",
        "payload: '/dance'",
        "data/responses: utter_step: button 'Next': the intent of the payload '/dance' is not in domain.yml",
    ),
    Break(
        "a button to an unknown option",
        "responses/interview.yml",
        'option":"side:left"',
        'option":"side:middle"',
        "data/responses: utter_ask_side: button 'Left': the dialogue does not know the option side:middle",
    ),
    Break(
        "a misspelt key of a response",
        "responses/progress.yml",
        "- text: \"I'm glad.",
        '- txet: ""\n      text: "I\'m glad.',
        "data/responses: utter_better: unknown key 'txet'",
    ),
    Break(
        "a claim that is not supported",
        "education/benefits_body.yml",
        "proven: ",
        "proven: It is a detox. ",
        "data/education/benefits_body.yml: proven: makes a claim that is not supported (\\bdetox): "
        "There are no toxins to flush.",
    ),
    Break(
        "a practice that takes longer than it says",
        "relaxation/three_minutes.yml",
        "minutes: 3\n",
        "minutes: 2\n",
        "data/relaxation/three_minutes.yml: says 2 minutes, but its steps take 180 seconds",
    ),
    Break(
        "a habit that no one stands behind",
        "habits.yml",
        "sources: [breathwork-review-2023",
        "sources: [word-of-mouth",
        "data/habits.yml: three_breaths: cites 'word-of-mouth', which is not in data/sources.yml",
    ),
    Break(
        "a text that is too hard",
        "relaxation/three_minutes.yml",
        "why: ",
        "why: Contemporary physiological investigations demonstrate considerable parasympathetic "
        "modulation following systematic respiratory deceleration. ",
        "data/relaxation/three_minutes.yml: why: reads at grade ",
    ),
    Break(
        "a diagnosis named in a question",
        "red_flags/calf_clot.yml",
        "question: ",
        "question: Do you have a thrombosis? ",
        "data/red_flags/calf_clot.yml: question: names a diagnosis to the person: 'thrombosis'",
    ),
    Break(
        "an unknown concept",
        "red_flags/made_up.yml",
        "",
        COMPANION.format(id="made_up", concept="moonlight"),
        "data/red_flags: made_up: unknown concept moonlight",
    ),
    Break(
        "a red flag without lines to test it",
        "red_flags/made_up.yml",
        "known_false_alarms: []",
        "known_false_alarms: [none]",
        "tests/red_flags: made_up.yml is missing: data/red_flags/made_up.yml goes untested",
    ),
    Break(
        "a red flag without examples",
        "red_flags/made_up.yml",
        "title: A made-up sign",
        "title: A made-up sign nobody can teach",
        "data/red_flags/examples: made_up.yml is missing: nobody can teach the detector made_up",
    ),
    Break(
        "a topic nobody can ask for",
        "education/levity.yml",
        "",
        DATA.joinpath("education/oils.yml").read_text(encoding="utf-8").replace("id: oils", "id: levity"),
        "data/nlu: levity.yml is missing: nobody can ask for data/education/levity.yml",
    ),
    Break(
        "an intent without a rule",
        "rules/stress.yml",
        "          - intent: want_relaxation\n",
        "",
        "data/rules: no rule says what follows the intent 'want_relaxation'",
    ),
    Break(
        "a misspelt key of a rule",
        "rules/safety.yml",
        "- rule: Whoever",
        "- when: now\n    rule: Whoever",
        "data/rules/safety.yml: rule 'Whoever asks for a number gets it': unknown key 'when'",
    ),
    Break(
        "an action nobody has",
        "rules/progress.yml",
        "action: action_better",
        "action: action_cheer",
        "data/rules/progress.yml: rule 'Better after the routine': 'action_cheer' is not in domain.yml",
    ),
    Break(
        "a misspelt key of an example",
        "nlu/swedish.yml",
        "  examples: |",
        "  example: x\n  examples: |",
        "data/nlu/swedish.yml: unknown key 'example'; expected intent and examples",
    ),
    Break(
        "an intent that is not listed",
        "nlu/oils.yml",
        "nlu:\n",
        "nlu:\n- intent: ask_levity\n  examples: |\n    - what is levity\n",
        "domain.yml: the intent 'ask_levity' is used but not listed",
    ),
    Break(
        "an example that stands twice, in another order of words",
        "nlu/swedish.yml",
        "    - tell me about swedish massage\n",
        "    - tell me about swedish massage\n    - about swedish massage tell me\n",
        "data/nlu/swedish.yml: 'about swedish massage tell me' of ask_swedish says what 'tell me about",
    ),
    Break(
        "an example of one intent that another has as well",
        "nlu/diet.yml",
        "  examples: |\n",
        "  examples: |\n    - is swedish the gentle one\n",
        "data/nlu/swedish.yml: 'is swedish the gentle one' of ask_swedish says what",
    ),
    Break(
        "an example that the tests hold",
        "nlu/sports.yml",
        "  examples: |\n",
        "  examples: |\n    - could you explain swedish massage\n",
        "data/nlu/sports.yml: 'could you explain swedish massage' is trained on, but tests/nlu/swedish.yml",
    ),
]

FOLLOWS = (
    "data/nlu: the intent 'ask_diet' has no examples",
    "data/routines/groin.yml: why_not: extra fields not permitted",
    "data/glyphs.yml: 'rolling_pin' is missing",
    "data/routines/elbow.yml: elbow_slow_press: step 3: goes 'stretch'",
    "data/zones.yml: 'head' is never massaged",
    "data/zones.yml: above_ear: no step is about it",
    "data/zones.yml: jaw_muscle: no step goes the way 'downward'",
    "data/zones.yml: neck_cup: no step is about it",
    "data/zones.yml: wrist_pull: no step",
)
CYCLE = "concepts:\n  made_up_hen: ['{made_up_egg}']\n  made_up_egg: ['{made_up_hen}']\n"


def copied(folder: Path, breaks: Iterable[Break] = ()) -> Path:
    """A copy of our content with all `breaks` in it."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    for broken in breaks:
        path = data / broken.file
        before = path.read_text(encoding="utf-8") if broken.old else ""
        assert broken.old in before, f"{broken.what}: {broken.old!r} is not in {broken.file}"
        path.write_text(before.replace(broken.old, broken.new, 1) if broken.old else broken.new, "utf-8")
    return data


def lines_of(data: Path) -> list[str]:
    return [str(problem) for problem in problems(data)]


@pytest.fixture(scope="module")
def below_schema(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Everything found in a copy with all breaks of the schema at once."""
    return lines_of(copied(tmp_path_factory.mktemp("schema"), SCHEMA))


@pytest.fixture(scope="module")
def beyond_schema(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Everything found in a copy with all other breaks at once."""
    return lines_of(copied(tmp_path_factory.mktemp("references"), REFERENCES))


def test_our_own_content_is_good() -> None:
    assert lines_of(DATA) == []


@pytest.mark.parametrize("broken", SCHEMA, ids=[broken.what for broken in SCHEMA])
def test_what_does_not_fit_the_schema_is_named_where_it_is(broken: Break, below_schema: list[str]) -> None:
    assert [line for line in below_schema if line.startswith(broken.line)], "\n".join(below_schema)


@pytest.mark.parametrize("broken", REFERENCES, ids=[broken.what for broken in REFERENCES])
def test_what_leads_nowhere_is_named_where_it_is(broken: Break, beyond_schema: list[str]) -> None:
    assert [line for line in beyond_schema if line.startswith(broken.line)], "\n".join(beyond_schema)


def test_nothing_that_was_not_broken_is_complained_about(
    below_schema: list[str], beyond_schema: list[str]
) -> None:
    expected = tuple(broken.line for broken in (*SCHEMA, *REFERENCES)) + FOLLOWS
    assert [line for line in (*below_schema, *beyond_schema) if not line.startswith(expected)] == []


def test_concepts_that_refer_to_each_other_in_a_circle_are_named(tmp_path: Path) -> None:
    data = copied(tmp_path, [Break("a circle", "concepts/circle.yml", "", CYCLE, "")])
    found = lines_of(data)
    assert len(found) == 1
    assert found[0].startswith("data/red_flags: ")
    assert "made_up_" in found[0]


def test_an_intent_whose_lines_say_what_another_says_is_named(tmp_path: Path) -> None:
    lines = (
        "does a massage at bedtime help me sleep through",
        "i cant sleep because of pain, any tips",
        "how do i get to sleep with a sore back",
        "which way should i lie in bed to sleep better",
        "waking up at night, how can i sleep",
        "sleep tips for people who hurt",
    )
    whole = (DATA / "nlu" / "diet.yml").read_text(encoding="utf-8")
    listed = "".join(f"    - {line}\n" for line in lines)
    data = copied(tmp_path, [Break("alike", "nlu/diet.yml", whole[whole.index("    - ") :], listed, "")])
    found = [line for line in lines_of(data) if line.startswith("data/nlu: ask_diet is too like ask_sleep: ")]
    assert len(found) == 1


def test_loading_broken_content_names_every_problem_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        load(copied(tmp_path, SCHEMA[:2]))
    assert sorted(str(raised.value).splitlines()) == sorted(
        ["data/education/swedish.yml: see_allso: extra fields not permitted", SCHEMA[1].line]
    )
