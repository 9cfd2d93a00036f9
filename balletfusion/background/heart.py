"""A thread that says, beside the running task, that its worker lives."""

import logging
import threading
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection, connections
from django.utils import timezone

from balletfusion.background import leases
from balletfusion.background.models import Lease

logger = logging.getLogger(__name__)


class Heart(threading.Thread):
    """Beats from `start()` to `stop()`; where the lease turns out to be lost, calls `on_loss` and ends."""

    def __init__(self, lease: Lease, *, every_s: float, on_loss: Callable[[], None]):
        super().__init__(name=f"heart of {lease.pk}", daemon=True)
        self.lease, self.every_s, self.on_loss = lease, every_s, on_loss
        self.stopping = threading.Event()

    def run(self) -> None:
        try:
            while not self.stopping.wait(self.every_s):
                if not self.beat():
                    self.on_loss()
                    return
        finally:
            connections.close_all()  # this thread's own

    def beat(self) -> bool:
        """A database that does not answer is no loss yet: the lease holds for several beats."""
        try:
            return leases.beat(self.lease, now=timezone.now())
        except (OperationalError, InterfaceError) as error:
            logger.warning("A sign of life could not be written: %s", error)
            connection.close()
            return True

    def stop(self) -> None:
        self.stopping.set()
        self.join()
