from accounts.models.consent import Consent
from accounts.models.letter import Letter
from accounts.models.shared_entry import SharedEntry
from accounts.models.token import Token
from accounts.models.user import Units, User

__all__ = ["Consent", "Letter", "SharedEntry", "Token", "Units", "User"]
