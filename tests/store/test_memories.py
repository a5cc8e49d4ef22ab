from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import conversations, memories, messages
from bot.store.clock import utc_now
from bot.store.codes import ALPHABET, hash_of, new_code
from bot.store.conversations import Conversation, Standing
from bot.store.engine import reading, writing
from bot.store.messages import Answer, Reply
from bot.store.models import conversations as conversation_rows
from bot.store.models import memories as memory_rows
from bot.store.models import metadata, visits
from bot.store.retention import retain

MONTH = timedelta(days=30)
BODY = {"text": "Where?", "choices": [], "multiple": False, "expects": "location", "card": None}


def opened(engine: Any, site: str = "demo") -> str:
    made, _ = conversations.create(
        engine,
        site=site,
        origin=None,
        locale="en",
        consent_version="1",
        rule_set="r",
        lifetime=MONTH,
    )
    return made.id


def told(engine: Any, conversation: str, standing: Standing | None = None, **data: Any) -> None:
    """A turn that leaves `data` of this visit."""
    given = Answer([Reply(BODY)], standing or Standing(), visit={"regions": ["knee"], **data})
    messages.answer(engine, conversation, None, given)


def remembered(engine: Any) -> tuple[str, str]:
    """A conversation that told something and made a code; and the code."""
    first = opened(engine)
    told(engine, first, pain=6)
    return first, memories.make_code(engine, first, "demo", MONTH)[0]


def come_back(engine: Any, code: str) -> str:
    """A later conversation, opened with the code."""
    memory, later = memories.find_by_code(engine, code), opened(engine)
    assert memory is not None
    assert memories.take_up(engine, memory.id, later, MONTH)
    return later


def age(engine: Any, code: str, days: float) -> None:
    """The memory of `code` expired so many days ago."""
    with writing(engine) as connection:
        mine = memory_rows.c.code_hash == hash_of(code)
        over = utc_now() - timedelta(days=days)
        connection.execute(memory_rows.update().where(mine).values(expires_at=over))


def rows(engine: Any) -> dict[str, int]:
    with reading(engine) as connection:
        count = {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for table in (memory_rows, visits)
        }
    return {name: int(number or 0) for name, number in count.items()}


def test_a_code_is_three_groups_of_signs_that_cannot_be_misread() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}", code) for code in codes)
    assert not set("ILOU") & set("".join(codes))


@pytest.mark.parametrize(
    "typed",
    [
        "K0QF-2M1X-PDT1",
        "k0qf2m1xpdt1",
        " KOQF 2MIX PDTL ",
        "koqf–2mlx–pdti",
        "K0QF.2M1X_PDT1",
        "Ｋ0QF2M1XPDT1",
    ],
)
def test_a_code_counts_however_it_is_typed(typed: str) -> None:
    assert hash_of(typed) == hash_of("K0QF-2M1X-PDT1") is not None


@pytest.mark.parametrize(
    "typed", ["", "K0QF", "K0QF-2M1X-PDT", "K0QF-2M1X-PDT1A", "U0QF-2M1X-PDT1", "é" * 12]
)
def test_what_can_be_no_code_opens_nothing(engine: Any, typed: str) -> None:
    remembered(engine)
    assert hash_of(typed) is None
    assert memories.find_by_code(engine, typed) is None


def test_a_code_finds_its_memory_and_is_itself_not_stored(engine: Any) -> None:
    first, code = remembered(engine)
    found = memories.find_by_code(engine, code.lower().replace("-", " "))
    assert found is not None
    assert (found.site, found.is_open(utc_now())) == ("demo", True)
    assert memories.find_by_code(engine, new_code()) is None
    with reading(engine) as connection:
        every = [connection.execute(sa.select(table)).all() for table in metadata.tables.values()]
    assert code not in str(every)
    assert code.replace("-", "") not in str(every)
    assert hash_of(code) not in json.dumps(conversations.export(engine, first))


def test_a_new_code_replaces_the_earlier_one_and_opens_the_same_memory(engine: Any) -> None:
    first, code = remembered(engine)
    known = memories.find_by_code(engine, code)
    again, memory = memories.make_code(engine, first, "demo", MONTH)
    assert known is not None
    assert memory.id == known.id
    assert memories.find_by_code(engine, code) is None
    assert memories.find_by_code(engine, again) is not None


def test_a_later_visit_sees_the_earlier_ones_oldest_first_and_not_itself(engine: Any) -> None:
    first, code = remembered(engine)
    second = come_back(engine, code)
    told(engine, second, Standing("see_professional", ("night_pain",)), pain=4)
    third = come_back(engine, code)
    told(engine, third, pain=3)
    seen = memories.earlier(engine, third, 20)
    assert [visit["pain"] for visit in seen] == [6, 4]
    assert seen[1]["tier"] == "see_professional"
    assert seen[1]["rules"] == ["night_pain"]
    assert seen[0]["at"] == utc_now().date().isoformat()
    assert [visit["pain"] for visit in memories.earlier(engine, third, 1)] == [4]
    assert memories.earlier(engine, first, 20) == []


def test_a_visit_in_which_nothing_was_told_is_not_remembered(engine: Any) -> None:
    _, code = remembered(engine)
    come_back(engine, code)
    assert [visit["pain"] for visit in memories.earlier(engine, come_back(engine, code), 20)] == [6]


def test_a_tier_found_while_no_worker_answers_is_remembered(engine: Any) -> None:
    first, code = remembered(engine)
    messages.answer(engine, first, None, Answer([Reply(BODY)], Standing("emergency_now", ("stroke_signs",))))
    (visit,) = memories.earlier(engine, come_back(engine, code), 20)
    assert (visit["tier"], visit["pain"]) == ("emergency_now", 6)


def test_coming_back_lets_the_memory_live_on(engine: Any) -> None:
    _, code = remembered(engine)
    age(engine, code, -1)
    come_back(engine, code)
    found = memories.find_by_code(engine, code)
    assert found is not None
    assert found.expires_at > utc_now() + timedelta(days=29)


def test_the_answer_about_harm_stands_in_a_column_of_its_own(engine: Any, conversation: Conversation) -> None:
    told(engine, conversation.id, harm="worse")
    with reading(engine) as connection:
        assert connection.execute(sa.select(visits.c.harm)).scalar() == "worse"


def test_an_export_holds_all_visits_of_the_memory(engine: Any) -> None:
    _, code = remembered(engine)
    second = come_back(engine, code)
    told(engine, second, pain=4)
    held = json.loads(json.dumps(conversations.export(engine, second)))
    assert [visit["data"]["pain"] for visit in held["visits"]] == [6, 4]
    assert set(held["memories"][0]) == {"id", "site", "created_at", "expires_at"}


def test_an_export_without_a_memory_holds_its_own_visit_alone(
    engine: Any, conversation: Conversation
) -> None:
    remembered(engine)
    told(engine, conversation.id, pain=2)
    held = conversations.export(engine, conversation.id)
    assert held["memories"] == []
    assert [visit["data"]["pain"] for visit in held["visits"]] == [2]


def test_erasing_a_conversation_erases_its_memory_and_all_its_visits(engine: Any) -> None:
    _, code = remembered(engine)
    remembered(engine)
    second = come_back(engine, code)
    told(engine, second, pain=4)
    conversations.erase(engine, second)
    assert memories.find_by_code(engine, code) is None
    assert rows(engine) == {"memories": 1, "visits": 1}


def test_forgetting_keeps_only_this_visit_with_its_conversation(engine: Any) -> None:
    _, code = remembered(engine)
    second = come_back(engine, code)
    told(engine, second, pain=4)
    memories.forget(engine, second)
    assert memories.find_by_code(engine, code) is None
    assert memories.earlier(engine, second, 20) == []
    assert rows(engine) == {"memories": 0, "visits": 1}
    conversations.erase(engine, second)
    assert rows(engine) == {"memories": 0, "visits": 0}


def test_forgetting_without_a_memory_does_nothing(engine: Any, conversation: Conversation) -> None:
    _, code = remembered(engine)
    memories.forget(engine, conversation.id)
    assert memories.find_by_code(engine, code) is not None


def test_a_remembered_visit_outlives_its_conversation_and_goes_with_the_memory(engine: Any) -> None:
    first, code = remembered(engine)
    alone = opened(engine)
    told(engine, alone, pain=9)
    with writing(engine) as connection:
        long_ago = utc_now() - timedelta(days=31)
        old = conversation_rows.c.id.in_((first, alone))
        connection.execute(conversation_rows.update().where(old).values(last_active_at=long_ago))
    assert retain(engine, {"demo": 30}) == 2
    assert rows(engine) == {"memories": 1, "visits": 1}
    assert [visit["pain"] for visit in memories.earlier(engine, come_back(engine, code), 20)] == [6]
    age(engine, code, 0.01)
    retain(engine, {"demo": 30})
    assert rows(engine) == {"memories": 0, "visits": 1}  # the last one belongs to a living conversation


def test_a_site_that_is_gone_remembers_nothing(engine: Any) -> None:
    _, code = remembered(engine)
    retain(engine, {"other": 30})
    assert memories.find_by_code(engine, code) is None


def test_a_conversation_that_is_gone_gets_no_code(engine: Any) -> None:
    with pytest.raises(LookupError):
        memories.make_code(engine, "gone", "demo", MONTH)
    assert rows(engine) == {"memories": 0, "visits": 0}


def test_a_memory_that_is_gone_is_not_taken_up(engine: Any) -> None:
    assert not memories.take_up(engine, "gone", opened(engine), MONTH)
    assert rows(engine) == {"memories": 0, "visits": 0}
