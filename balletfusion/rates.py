"""How often something may be asked for, counted in the cache, which processes share (CACHE_URL).

Counted in windows that stand still, so that each call is one number; around the end of one, twice as much
may pass. No count is lost (balletfusion/shared_cache.py).
"""

import datetime
import ipaddress
import math
from dataclasses import dataclass
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

NETWORK = 64  # bits of an IPv6 address that one household or server has to itself


@dataclass(frozen=True)
class Rate:
    """`most` times within `window_s` seconds for each key."""

    name: str
    most: int
    window_s: int

    def spend(self, key: str, now: datetime.datetime) -> int:
        """Counts one. 0 where it may pass, else the seconds to wait."""
        counted = self._counted(key, now)
        if cache.add(counted, 1, self.window_s):
            return 0
        try:
            spent = cache.incr(counted)
        except ValueError:  # thrown out in between, to make room
            spent = 1
        return self._wait_s(now) if spent > self.most else 0

    def is_spent(self, key: str, now: datetime.datetime) -> int:
        """The seconds to wait where nothing is left, else 0; counts nothing."""
        return self._wait_s(now) if cache.get(self._counted(key, now), 0) >= self.most else 0

    def _counted(self, key: str, now: datetime.datetime) -> str:
        """Keys are secrets, or addresses of people: a cache is no place for them."""
        window = int(now.timestamp()) // self.window_s
        return f"rate:{self.name}:{sha256(key.encode()).hexdigest()}:{window}"

    def _wait_s(self, now: datetime.datetime) -> int:
        return math.ceil(self.window_s - now.timestamp() % self.window_s)


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as failed sign-ins count it: behind a proxy, what that says."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 6:
        address = address.ipv4_mapped or address  # as a socket for both kinds tells it
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, NETWORK), strict=False))
