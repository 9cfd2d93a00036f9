"""Movements of the glossary."""

from library.models import Movement


def movements_giving(benefit: str) -> list[Movement]:
    """All movements by name, or those that give the benefit.

    Chosen here and not by the database: SQLite cannot ask what a JSON list contains, and there are dozens.
    """
    return [m for m in Movement.objects.all() if not benefit or benefit in m.benefits]
