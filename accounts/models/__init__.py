from accounts.models.consent import Consent
from accounts.models.token import Token
from accounts.models.user import Units, User

__all__ = ["Consent", "Token", "Units", "User"]
