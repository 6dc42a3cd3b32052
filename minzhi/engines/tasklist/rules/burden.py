"""The burden meter: how many fields a form asks, and how many of them nobody had to type."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Burden:
    asked: int
    typed: int

    @property
    def filled(self) -> int:
        """Fields that the system filled in, and the person left as they were."""
        return self.asked - self.typed

    @property
    def share(self) -> float:
        return self.filled / self.asked if self.asked else 0.0

    def __add__(self, other: "Burden") -> "Burden":
        return Burden(self.asked + other.asked, self.typed + other.typed)


KNOWN_OF_A_LINE = ("measure", "kind", "lead", "due_on", "target", "progress", "light", "evidence")
"""What the quarter form shows of each measure without asking anybody."""
SAID_OF_A_LINE = ("done", "problems", "next_step", "amount", "declared")
KNOWN_OF_EVIDENCE = ("duty", "period", "received_on", "unit", "sha256", "media_type")
SAID_OF_EVIDENCE = ("kind", "title", "number", "issuer", "dated_on", "amount", "public_url")


def of_line(typed: int) -> Burden:
    """Return the burden of one line, given how many of its own fields a person typed."""
    return Burden(len(KNOWN_OF_A_LINE) + len(SAID_OF_A_LINE), typed)


def of_evidence(typed: int) -> Burden:
    return Burden(len(KNOWN_OF_EVIDENCE) + len(SAID_OF_EVIDENCE), typed)
