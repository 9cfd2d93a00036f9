"""A quick hasher that counts how often a password was hashed: with argon2 that is what takes the time."""

from django.contrib.auth.hashers import MD5PasswordHasher

HASHER = "tests.accounts.hashes.Counting"


class Counting(MD5PasswordHasher):
    done: list[bool] = []  # a list, since threads count too

    def encode(self, password, salt):
        Counting.done.append(True)
        return super().encode(password, salt)
