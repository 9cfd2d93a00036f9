"""What staff did to several rows at once: Django keeps entries of what its forms change, of nothing else."""

from django.contrib.admin.models import CHANGE, LogEntry


def keep_entries(*, by, rows, saying: str) -> None:
    """One entry a row, told in English as Django's own are stored."""
    LogEntry.objects.log_actions(user_id=by.pk, queryset=rows, action_flag=CHANGE, change_message=saying)
