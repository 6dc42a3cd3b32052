"""What two made-up judges say of the pairs of the demonstration, so that the error meters have something to show."""

from datetime import date

from minzhi.engines.similarity.actions import judge
from minzhi.engines.similarity.models import Judgement, Question, Screen
from minzhi.records.units.actors import Actor

JUDGED, LEFT = 24, 2
NO, DIFFER = 5, 9
"""The first judge says no to each fifth pair, and the second differs from him at each ninth."""


def demonstrate(first: Actor, second: Actor, *, on: date) -> int:
    """Let two judges speak of the pairs that wait, but for the last; returns of how many."""
    count = 0
    for screen in Screen.values:
        waiting = list(Question.unscoped.filter(screen=screen).order_by("pk"))
        for place, question in enumerate(waiting[: max(1, min(JUDGED, len(waiting) - LEFT))], start=1):
            said = Judgement.Answer.NO if place % NO == 0 else Judgement.Answer.YES
            other = Judgement.Answer.UNSURE if place % DIFFER == 0 else said
            judge(question, said, by=first, on=on)
            judge(question, other, by=second, on=on)
            count += 1
    return count
