from accounts.models.consent import Consent
from accounts.models.user import Units, User

__all__ = ["Consent", "Units", "User"]
