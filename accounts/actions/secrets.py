"""Secrets that open something by themselves: 32 random bytes, kept as their hash, shown once.

SHA-256 is right for them: nobody guesses 256 random bits, however quickly a hash is made. They are looked up
by the hash, so no comparison takes longer the nearer a guess is.
"""

import secrets
from hashlib import sha256

SECRET_BYTES = 32


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
