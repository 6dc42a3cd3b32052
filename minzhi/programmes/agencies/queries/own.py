"""What an agency sees of its own: opened by a code, its cases and what each asks of it now, what it has sent in."""

from dataclasses import dataclass

from django.db.models import QuerySet

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.process import START, Action
from minzhi.programmes.agencies.models import Agency, SelfCheck, Submission
from minzhi.programmes.agencies.queries.register import ABNORMAL, LEAD, PENALTY
from minzhi.programmes.agencies.rules.scheme import KEY

SHOWN = {
    ABNORMAL: ("ground", "found_on", "facts", "decision"),
    LEAD: (
        "kind",
        "reasons",
        "unchecked",
        "question",
        "answer_by",
        "talk_on",
        "talk_place",
        "talk_about",
        "correction",
    ),
    PENALTY: ("matter", "intended", "told_on", "decision", "fine", "published_on", "shown_until"),
}  # fmt: skip
"""What of a case its agency reads, by process; what an officer notes for himself stays inside."""


def opened_by(code: str) -> Agency | None:
    """Return the agency whose page a code's hash opens: its own, or the one it was given for its grade."""
    if not code:
        return None
    rows = Agency.unscoped.select_related("party", "unit", "parent__party")
    found: Agency | None = rows.filter(opens=code).first()
    if found is None and (graded := scoring.Graded.unscoped.filter(scheme=KEY, code=code).first()):
        found = rows.filter(uid=graded.subject_uid).first()
    return found


@dataclass(frozen=True)
class Asked:
    """A case about an agency and an act that it may send in now."""

    case: casework.Case
    action: Action


def cases(agency: Agency) -> list[casework.Case]:
    """Return the cases about an agency in which it has been heard or told; what nobody has asked it yet is not here."""
    rows = casework.Case.unscoped.filter(process__in=SHOWN, fields__number=agency.number).select_related("unit")
    found = [(case, case.table.state(case.state)) for case in rows.order_by("-pk")]
    return [case for case, state in found if (state and state.public) or acts(case)]


def acts(case: casework.Case) -> list[Action]:
    """Return the acts of a case that its party may send in now."""
    return [
        each for each in case.table.actions if each.public and case.state in each.sources and START not in each.sources
    ]


def asked_of(agency: Agency) -> list[Asked]:
    return [Asked(case, action) for case in cases(agency) for action in acts(case)]


def said(case: casework.Case) -> list[tuple[str, object]]:
    """Return what an agency reads of a case, each with its label."""
    labels = {field.name: field for action in case.table.actions for field in action.form}
    given = ((labels[name], case.fields.get(name)) for name in SHOWN[case.process] if name in labels)
    return [(field.label, field.said(value)) for field, value in given if value not in {None, ""}]


def sent_to(case: casework.Case, agency: Agency) -> QuerySet[casework.Filing]:
    """Return what an agency has sent in to a case."""
    rows: QuerySet[casework.Filing] = casework.Filing.unscoped.filter(case=case, who=str(agency)[:120])
    return rows


def self_checks_of(agency: Agency) -> QuerySet[SelfCheck]:
    rows: QuerySet[SelfCheck] = SelfCheck.unscoped.filter(agency=agency).select_related("campaign")
    return rows.order_by("-due_on")


def waiting() -> QuerySet[Submission]:
    """Return what was sent in and waits for an officer, as far as the scope sees."""
    rows: QuerySet[Submission] = Submission.objects.filter(state=Submission.State.WAITING)
    return rows.select_related("agency__party", "agency__unit", "self_check__campaign")
