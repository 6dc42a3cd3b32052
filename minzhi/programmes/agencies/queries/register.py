"""Readings of the register: who practises, what is known of them, whose report is late, who stands on the list."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies.models import Agency, Attorney, Season, Submission, YearlyReport
from minzhi.programmes.agencies.rules.reports import Plain
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.rules.signals import Limits
from minzhi.records.facts.models import Fact
from minzhi.records.parameters.queries import values

ABNORMAL, LEAD, PENALTY, CAMPAIGN, INSPECTION = (
    f"agencies.{name}" for name in ("abnormal", "lead", "penalty", "campaign", "inspection")
)
LISTED, TAKEN_OFF = "agencies.listed_abnormal", "agencies.taken_off"
OPEN_LISTING = ("proposed", "listed", "mended")
OPEN_LEAD = ("found", "asked", "checked", "talked", "rectifying")


def practising(on: date) -> Q:
    """Return the condition that an agency may practise on a day."""
    not_gone = Q(left_on=None) | Q(left_on__gt=on)
    return Q(valid_from__lte=on) & not_gone & (Q(valid_to=None) | Q(valid_to__gte=on))


def agencies(query: Mapping[str, str]) -> QuerySet[Agency]:
    """Return the agencies that the scope may see: of a kind, a name or a code, where the query names them."""
    rows: QuerySet[Agency] = Agency.objects.select_related("party", "unit", "parent__party")
    return _asked(rows, query)


def everybody(query: Mapping[str, str], on: date) -> QuerySet[Agency]:
    """Return the practising agencies for everybody: the directory of article 23 of the regulations."""
    rows: QuerySet[Agency] = Agency.unscoped.filter(practising(on)).select_related("party", "unit", "parent__party")
    return _asked(rows, query)


def _asked(rows: QuerySet[Agency], query: Mapping[str, str]) -> QuerySet[Agency]:
    if kind := query.get("kind"):
        rows = rows.filter(kind=kind)
    if words := query.get("q", "").strip():
        rows = rows.filter(Q(party__name__icontains=words) | Q(code=words) | Q(party__credit_code=words.upper()))
    return rows


def attorneys(agency: Agency) -> QuerySet[Attorney]:
    """Return who practises at an agency now."""
    rows: QuerySet[Attorney] = Attorney.unscoped.filter(agency=agency, left_on=None)
    return rows


def registered(agency: Agency, on: date) -> dict[str, Plain]:
    """Return what the register says of the fields that reports and self-checks ask for."""
    branches = Agency.unscoped.filter(practising(on), parent=agency).select_related("party")
    return {
        "address": agency.address, "representative": agency.representative, "partners": agency.partners,
        "attorneys": attorneys(agency).filter(practising_from__lte=on).count(),
        "branches": "、".join(sorted(str(each) for each in branches)),
    }  # fmt: skip


def by_number(number: str, kind: str = "") -> Agency | None:
    """Return the agency on the register with a credit code, whoever may see it: that it is listed is public."""
    rows = Agency.unscoped.filter(party__credit_code=number, left_on=None)
    rows = rows.filter(kind=kind) if kind else rows
    found: Agency | None = rows.select_related("party", "unit").first()
    return found


def season_of(year: int) -> Season | None:
    """Return by when the reports of a year are due; nothing where nobody has said."""
    found: Season | None = Season.unscoped.filter(year=year).first()
    return found


def overdue(season: Season, on: date) -> list[Agency]:
    """Return the agencies in scope whose report is late, neither waits to be taken in, nor is in an open listing."""
    if on <= season.last_on:
        return []
    filed = YearlyReport.unscoped.filter(year=season.year, filed_on__lte=on).values("agency")
    rows = Agency.objects.filter(practising(season.last_on), kind=Agency.Kind.PATENT, parent=None, left_on=None)
    sent = Submission.unscoped.filter(year=season.year, state=Submission.State.WAITING).values("agency")
    rows = rows.exclude(pk__in=filed).exclude(pk__in=sent).select_related("party", "unit")
    open_cases = casework.Case.unscoped.filter(process=ABNORMAL, state__in=OPEN_LISTING, fields__ground="no_report")
    named = set(open_cases.values_list("fields__number", flat=True))
    return [agency for agency in rows if agency.number not in named]


def standing_case(agency: Agency, ground: str) -> casework.Case | None:
    """Return the open case that would list, or lists, an agency on one ground."""
    rows = casework.Case.unscoped.filter(process=ABNORMAL, state__in=OPEN_LISTING, fields__number=agency.number)
    found: casework.Case | None = rows.filter(fields__ground=ground).select_related("unit").order_by("-pk").first()
    return found


def listed_numbers() -> set[str]:
    """Return the credit codes of who stands on the abnormal list, as the facts of this room say."""
    stands: dict[tuple[str, str], bool] = {}
    for fact in Fact.unscoped.filter(kind__in=(LISTED, TAKEN_OFF)).order_by("pk"):
        stands[str(fact.payload["number"]), str(fact.subject_uid)] = fact.kind == LISTED
    return {number for (number, _case), on_list in stands.items() if on_list}


def ungraded(on: date) -> QuerySet[Agency]:
    """Return the practising patent agencies that the scope sees and nobody grades."""
    graded = scoring.Graded.unscoped.filter(scheme=KEY).values("subject_uid")
    rows: QuerySet[Agency] = Agency.objects.filter(practising(on), kind=Agency.Kind.PATENT, parent=None)
    return rows.exclude(uid__in=graded).select_related("party")


def graded(agency: Agency) -> scoring.Graded | None:
    """Return an agency as it is graded; nothing where it is not."""
    rows = scoring.Graded.unscoped.filter(scheme=KEY, subject_uid=agency.uid).select_related("unit")
    found: scoring.Graded | None = rows.first()
    return found


def peers() -> dict[int, int]:
    """Return the filings a year of every attorney in practice of whom they are known, by key, whoever may see them."""
    rows = Attorney.unscoped.filter(left_on=None, filings__isnull=False)
    return dict(rows.order_by("pk").values_list("pk", "filings"))


def limits(on: date) -> Limits:
    """Return from where on a figure is a signal, as the office has set it; the shipped values where it has not."""
    given = values("agencies", on=on)
    months, sigmas = given.get("agencies.insured_months"), given.get("agencies.sigmas")
    usual = Limits()
    return Limits(
        int(months.value) if months else usual.insured_months, Decimal(str(sigmas.value)) if sigmas else usual.sigmas
    )


def price_floor(service: str, on: date) -> Decimal | None:
    """Return the published cost floor of a service in yuan; nothing where none was published."""
    given = values("agencies", on=on).get("agencies.cost_floors")
    found = given.value.get(service) if given else None
    return None if found is None else Decimal(str(found))


def open_leads_about(attorney: Attorney) -> bool:
    """Tell whether a lead about an attorney is open."""
    rows = casework.Case.unscoped.filter(process=LEAD, subject_uid=attorney.uid, state__in=OPEN_LEAD)
    return bool(rows.exists())


def cases_about(agency: Agency) -> QuerySet[casework.Case]:
    """Return the cases about an agency that the scope may see, the latest first."""
    kinds = (ABNORMAL, LEAD, PENALTY, INSPECTION)
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(process__in=kinds, fields__number=agency.number)
    return rows.select_related("unit").order_by("-pk")
