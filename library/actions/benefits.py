"""The five benefits as their content file tells them."""

from library.actions import shipped
from library.content import BenefitContent


def benefits() -> list[BenefitContent]:
    """All five, in their own order."""
    return list(shipped.shipped().benefits.values())


def benefit_of(slug: str) -> BenefitContent | None:
    return shipped.shipped().benefits.get(slug)
