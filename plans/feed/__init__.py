"""What a phone subscribes to: events in, an iCalendar file (RFC 5545) out. Pure."""

from plans.feed.event import Event
from plans.feed.writing import Calendar, write

__all__ = ["Calendar", "Event", "write"]
