"""What can go wrong with a task beside its own faults."""


class Hopeless(Exception):
    """Raised by a task that knows that another attempt would change nothing."""


class WorkerDied(Exception):
    """The process that did the task ended in the middle of it, too often to try again."""


class Interrupted(BaseException):
    """Raised into a running task: its worker has to let go. No Exception, so that no task swallows it."""


class LeaseLost(Interrupted):
    """Another worker may have the task by now: this one was silent for too long."""
