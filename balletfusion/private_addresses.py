"""Addresses that are as private as a password are written to no log: their secret part is left out."""

import logging
import re

SECRET = re.compile(r"(/calendar/)[^/\s?\"']+")


def without_secrets(text: str) -> str:
    return SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """For a handler: Django names the address of a page that is missing, or that fails."""

    def filter(self, record):
        if isinstance(record.msg, str):
            record.msg = without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(a) if isinstance(a, str) else a for a in record.args)
        return True
