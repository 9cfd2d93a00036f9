"""How far a long command is: a bar on a terminal, elsewhere a line now and then."""

import time

WIDTH = 30  # letters
LINE_EVERY_S = 10


class Bar:
    def __init__(self, out, what: str, total: int):
        self.out, self.what, self.total = out, what, total
        self.done, self.told_at = 0, 0.0

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.out.isatty():
            full = WIDTH * self.done // self.total
            bar = "█" * full + "·" * (WIDTH - full)
            ending = "\n" if self.done == self.total else ""
            self.out.write(f"\r{self.what} {bar} {self.done}/{self.total}", ending=ending)
            self.out.flush()
        elif self.done == self.total or time.monotonic() - self.told_at >= LINE_EVERY_S:
            self.told_at = time.monotonic()
            self.out.write(f"{self.what}: {self.done} of {self.total}.")
