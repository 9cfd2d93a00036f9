"""By what somebody can sign in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from accounts.models import User


@dataclass(frozen=True)
class WaysIn:
    has_password: bool
    passkeys: list[Authenticator]
    app: Authenticator | None  # of one-time codes
    codes: Authenticator | None  # for recovery
    codes_left: int
    codes_seen: bool

    @property
    def second_step(self) -> bool:
        """Whether a password alone does not suffice."""
        return bool(self.passkeys or self.app)

    def can_do_without(self, gone: Authenticator) -> bool:
        """Whether there is still something by which they can show who they are."""
        others = [passkey for passkey in self.passkeys if passkey.pk != gone.pk]
        return self.has_password or bool(others) or bool(self.app and self.app.pk != gone.pk)


def ways_in_of(user: User) -> WaysIn:
    kept = list(Authenticator.objects.filter(user=user).order_by("pk"))
    of = {kind: [each for each in kept if each.type == kind] for kind in Authenticator.Type}
    (app,) = of[Authenticator.Type.TOTP] or [None]
    (codes,) = of[Authenticator.Type.RECOVERY_CODES] or [None]
    return WaysIn(
        has_password=user.has_usable_password(),
        passkeys=of[Authenticator.Type.WEBAUTHN],
        app=app,
        codes=codes,
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
        codes_seen=bool(codes and codes.wrap().did_view),
    )
