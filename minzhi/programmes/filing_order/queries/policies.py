"""Readings of policies: what is found of each clause on a day, as sentences with their row."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.kit.decision import Decision, NotDecidable
from minzhi.programmes.filing_order.models import Activity, Clause, Policy
from minzhi.programmes.filing_order.rules import subsidies
from minzhi.programmes.filing_order.rules.subsidies import FINDINGS, Finding, Stage


@dataclass(frozen=True)
class Found:
    """What is found of a clause (of the policy as a whole where `clause` is None): code, words, the row behind it."""

    clause: Clause | None
    finding: Finding
    says: str
    why: str
    confirmed: bool

    @property
    def where(self) -> str:
        return self.clause.place if self.clause else _("全文")


def findings(policy: Policy, *, on: date) -> list[Found]:
    """Return every finding of a policy on a day; none before the notice of 2021."""
    try:
        found = [
            _found(clause, each)
            for clause in policy.clauses(manager="unscoped").all()
            for each in subsidies.of_clause(_as_rule(clause), on=on)
        ]
        return [*found, *(_found(None, each) for each in subsidies.of_policy(recovery=policy.recovery, on=on))]
    except NotDecidable:
        return []


def _as_rule(clause: Clause) -> subsidies.Clause:
    return subsidies.Clause(Stage(clause.stage), clause.by_count, clause.share, clause.cut, clause.amount)


def _found(clause: Clause | None, decision: Decision[Finding]) -> Found:
    return Found(clause, decision.result, _(FINDINGS[decision.result]), decision.why, decision.confirmed)


def in_words(rows: list[Found]) -> str:
    """Return the findings as the case and the letter keep them."""
    return "\n".join(f"{row.where}：{row.why}" for row in rows) or _("逐条核查，没有发现问题。")


def policies() -> QuerySet[Policy]:
    rows: QuerySet[Policy] = Policy.objects.select_related("unit", "case").prefetch_related("clauses")
    return rows


def activities() -> QuerySet[Activity]:
    rows: QuerySet[Activity] = Activity.objects.select_related("unit", "case")
    return rows
