"""The content files as this process read them."""

from functools import lru_cache

from library.content import Library, load


@lru_cache(maxsize=1)
def shipped() -> Library:
    """What the library ships; read once per process: reading and checking takes part of a second."""
    return load()
