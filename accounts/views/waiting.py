"""What somebody began and has not confirmed yet."""

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess


def address_waiting(request) -> str:
    """The address whose code is still good on this device; empty where none is asked for."""
    process = EmailVerificationProcess.resume(request)
    return process.email if process else ""
