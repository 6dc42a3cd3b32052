"""Which rules make leads, on which assessment, and how often each was wrong."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from minzhi.engines.scoring.force import in_force
from minzhi.engines.scoring.models import Automation, Lead, Objection
from minzhi.engines.scoring.rules.grading import Rule
from minzhi.records.facts.kinds import title_of


@dataclass(frozen=True)
class Automated:
    """A rule that facts feed; `automation` is None where nobody assessed it: it makes no leads.

    `upheld` counts confirmed leads whose mark was annulled because an objection was right.
    """

    rule: Rule
    kinds: tuple[str, ...]
    automation: Automation | None
    found: int
    confirmed: int
    dismissed: int
    upheld: int


def rules(scheme: str, on: date) -> list[Automated]:
    """Return every rule of a scheme in force that facts feed or that has made leads, as far as the scope may see."""
    known = {each.rule: each for each in Automation.objects.filter(scheme=scheme).select_related("assessment__made_by")}
    counts = Counter(Lead.objects.filter(scheme=scheme).order_by().values_list("rule", "state"))
    right = Objection.objects.filter(graded__scheme=scheme, state=Objection.State.UPHELD, mark__in=_marks(scheme))
    upheld = Counter(right.order_by().values_list("mark__rule", flat=True))
    made = {rule for rule, _state in counts}
    return [
        Automated(
            each, tuple(str(title_of(kind)) for kind in each.facts), known.get(each.key) or known.get(""),
            sum(number for (rule, _state), number in counts.items() if rule == each.key),
            counts[each.key, Lead.State.CONFIRMED], counts[each.key, Lead.State.DISMISSED], upheld[each.key],
        )
        for each in in_force(scheme, on).rules.rules
        if each.facts or each.key in made or each.key in known
    ]  # fmt: skip


def _marks(scheme: str) -> list[int]:
    rows = Lead.objects.filter(scheme=scheme, mark__isnull=False)
    return list(rows.values_list("mark", flat=True))
