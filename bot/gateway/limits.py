"""How big and how fast a request may be."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from math import ceil

from starlette.requests import Request

from bot.gateway.problems import Problem

MAX_TRACKED = 20_000  # callers remembered at once; the longest unseen are forgotten first


@dataclass(frozen=True)
class Rate:
    """`burst` requests at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Limits:
    """Sizes and rates. The address rates leave room for a whole clinic behind one address."""

    body_bytes: int = 16_384
    text_characters: int = 2_000
    choices: int = 40
    streams: int = 4  # open event streams of one conversation
    messages: Rate = Rate(burst=20, per_second=1)  # of one conversation
    requests: Rate = Rate(burst=300, per_second=30)  # from one address
    sessions: Rate = Rate(burst=60, per_second=1)  # opened from one address
    returns: Rate = Rate(burst=10, per_second=0.1)  # return codes tried from one address
    codes: Rate = Rate(burst=5, per_second=0.02)  # private codes made in one conversation
    session_hours: float | None = None  # None: as long as the site keeps a conversation


@dataclass
class Pace:
    """Token buckets by caller, in memory: (tokens left, when last seen)."""

    _buckets: OrderedDict[tuple[str, str], tuple[float, float]] = field(default_factory=OrderedDict)

    def check(self, what: str, who: str, rate: Rate) -> None:
        """Counts one request; Problem 429 with Retry-After when `who` goes faster than `rate`."""
        now = time.monotonic()
        tokens, seen = self._buckets.pop((what, who), (rate.burst, now))
        tokens = min(rate.burst, tokens + (now - seen) * rate.per_second)
        allowed = tokens >= 1
        self._buckets[(what, who)] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MAX_TRACKED:
            self._buckets.popitem(last=False)
        if not allowed:
            wait = max(1, ceil((1 - tokens) / rate.per_second))
            raise Problem(429, "too_fast", headers={"Retry-After": str(wait)})


def address_of(request: Request) -> str:
    """Who is calling: the IPv4 address, or the /64 network that one IPv6 household shares."""
    host = request.client.host if request.client else "local"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network(f"{host}/64", strict=False))


async def read_body(request: Request, limit: int) -> bytes:
    """The body, read no further than `limit` bytes; Problem 413 beyond."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Problem(413, "too_big", headers={"Connection": "close"})
    return body
