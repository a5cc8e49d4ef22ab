"""One message from acceptance to stored answer. Turns of a conversation never overlap."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.concurrency import run_in_threadpool

from bot.gateway.context import Gateway, stored
from bot.gateway.crosscheck import is_closed, judge
from bot.gateway.failsafe import failsafe_replies, public_reply
from bot.gateway.incoming import Incoming
from bot.gateway.memories import memory_of
from bot.gateway.problems import Problem
from bot.gateway.worker_client import WorkerFailedError, WorkerTurn
from bot.store import choices, conversations, messages
from bot.store.choices import Choice
from bot.store.conversations import Conversation
from bot.store.findings import Finding
from bot.store.messages import Answer, Message
from bot.triage.decision import Assessment

Json = dict[str, Any]

OPENING = "opening"
GREETING = "/greet"
RETRY_AFTER_S = "5"


async def take_turn(gateway: Gateway, conversation: str, incoming: Incoming) -> Json:
    """The answer to a message, the stored one if it was answered before.

    Problem 409 for an id used with another body, 422 for a choice that is not open, 401 if the
    conversation is gone, 503 if nobody can answer; the message then waits to be sent again.
    """
    async with gateway.locks.of(conversation):
        try:
            response = await _take_turn(gateway, conversation, incoming)
        except messages.OtherBodyError:
            raise Problem(409, "other_body") from None
        except LookupError:
            raise Problem(401, "no_session") from None
    gateway.news.tell(conversation)
    return response


async def open_conversation(gateway: Gateway, conversation: Conversation) -> None:
    """The opening turn. A worker that cannot be reached leaves the conversation empty."""
    request = await _request(gateway, conversation, OPENING, payloads=[GREETING])
    try:
        turn = await gateway.workers.turn(request)
    except WorkerFailedError:
        return
    replies = [public_reply(reply) for reply in turn.replies]
    given = Answer(replies, conversation.standing, visit=turn.visit)
    await stored(messages.answer, gateway.engine, conversation.id, None, given)


async def _take_turn(gateway: Gateway, id_: str, incoming: Incoming) -> Json:
    conversation = await stored(conversations.find, gateway.engine, id_)
    if conversation is None:
        raise LookupError
    earlier = await stored(messages.find, gateway.engine, id_, incoming.id)
    if earlier and earlier.reply and earlier.body_hash == incoming.body_hash:
        return earlier.reply
    picked = await _picked(gateway, id_, incoming) if earlier is None or not earlier.reply else []
    text = incoming.text or ", ".join(choice.title for choice in picked)
    message = await stored(messages.accept, gateway.engine, id_, incoming.id, incoming.body_hash, text)
    given = await _answer(gateway, conversation, message, incoming.text, picked)
    return await stored(messages.answer, gateway.engine, id_, message, given)


async def _picked(gateway: Gateway, conversation: str, incoming: Incoming) -> list[Choice]:
    if incoming.text is not None:
        return []
    open_ = await stored(choices.open_choices, gateway.engine, conversation)
    if not set(incoming.choices) <= set(open_):
        raise Problem(422, "unknown_choice")
    picked = [open_[id_] for id_ in incoming.choices]
    if len(picked) > 1 and (len({choice.seq for choice in picked}) > 1 or not picked[0].multiple):
        raise Problem(422, "one_choice")
    return picked


async def _answer(
    gateway: Gateway, conversation: Conversation, message: Message, text: str | None, picked: list[Choice]
) -> Answer:
    payloads = [choice.payload for choice in picked] or None
    request = await _request(gateway, conversation, str(message.seq), text, payloads)
    found, turn = await asyncio.gather(_assess(gateway, text), _ask_worker(gateway, request))
    fired = found.rules if found else ()
    if turn is None:
        fired += _ticked(gateway, picked)
    verdict = judge(gateway.content, conversation.standing, fired, turn)
    country = gateway.country(conversation.site)
    if verdict is None:
        raise Problem(503, "unavailable", country=country, headers={"Retry-After": RETRY_AFTER_S})
    if turn is None or verdict.failsafe:
        replies = failsafe_replies(verdict.failsafe, gateway.content, country)
    else:
        beside = failsafe_replies(verdict.beside, gateway.content, country)
        replies = [*beside, *(public_reply(reply) for reply in turn.replies)]
    overrides = frozenset(turn.overrides if turn else ())
    visit = turn.visit if turn else None
    if visit is None and is_closed(verdict.standing):
        visit = {}  # a grave tier is remembered even where nothing else was told
    return Answer(replies, verdict.standing, _findings(gateway, found), overrides, visit)


def _ticked(gateway: Gateway, picked: list[Choice]) -> tuple[str, ...]:
    """The red flags whose own words were picked on a danger screen."""
    titles = {choice.title for choice in picked}
    return tuple(id_ for id_, flag in gateway.content.red_flags.items() if flag.statement in titles)


async def _assess(gateway: Gateway, text: str | None) -> Assessment | None:
    return await run_in_threadpool(gateway.gate.assess, text) if text else None


async def _ask_worker(gateway: Gateway, request: Json) -> WorkerTurn | None:
    try:
        return await gateway.workers.turn(request)
    except WorkerFailedError:
        return None


async def _request(
    gateway: Gateway,
    conversation: Conversation,
    message: str,
    text: str | None = None,
    payloads: list[str] | None = None,
) -> Json:
    standing = conversation.standing
    return {
        "conversation": conversation.id,
        "message": message,
        "text": text,
        "payloads": payloads,
        "site": conversation.site,
        "standing": {"tier": standing.tier, "rules": list(standing.rules)},
        "memory": await memory_of(gateway, conversation.id),
    }


def _findings(gateway: Gateway, found: Assessment | None) -> list[Finding]:
    flags, hash_ = gateway.content.red_flags, gateway.content.hash
    return [
        Finding(one.rule, flags[one.rule].tier.value, one.span, str(one.status), hash_)
        for one in (found.evidence if found else ())
        if one.rule in flags
    ]
