"""FIT: our own reader over `struct`, which forgives what real files need.

`wire` turns bytes into messages, `activity` messages into drafts.
"""

from .activity import read_fit
from .wire import Decoded, Message, decode

__all__ = ["Decoded", "Message", "decode", "read_fit"]
