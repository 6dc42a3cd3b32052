"""The ten looks at a subject's filings. Their thresholds are settings; each says what it found or could not check."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev

from minzhi.programmes.filing_order.rules.filings import Alike, Kind, Subject, World, clusters
from minzhi.programmes.filing_order.rules.signals import (
    SHARED,
    Limits,
    Signal,
    fired_as,
    percent,
    quiet_as,
    unchecked_as,
)


def near(subject: Subject, world: World, limits: Limits) -> Signal:
    """S1: a cluster of near-duplicates inside a window, honest reasons left out."""
    mine, window = subject.keys, timedelta(days=limits.near_days)
    edges = [
        (each.left, each.right)
        for each in world.alike
        if not each.relation and each.score >= limits.near_alike and {each.left, each.right} <= mine
        and _apart(world, each) <= window
    ]  # fmt: skip
    largest = next(iter(clusters(edges)), frozenset())
    if len(largest) < limits.near_filings:
        return quiet_as("S1", "near_quiet", count=limits.near_filings)
    said = {"alike": limits.near_alike, "days": limits.near_days}
    return fired_as("S1", "near", sorted(largest), count=len(largest), **said)


def _apart(world: World, pair: Alike) -> timedelta:
    days = [world.by_key[key].filed_on for key in (pair.left, pair.right)]
    return abs(days[0] - days[1]) if days[0] and days[1] else timedelta(0)


BREAKS = str.maketrans(dict.fromkeys("，；。：、,;.:\n", "\n"))
SHORTEST = 6
"""A segment of fewer signs is a phrase that every claim has."""


def segments(claims: str) -> list[str]:
    """Return the clauses of claims that are long enough to tell something."""
    pieces = (piece.strip() for piece in claims.translate(BREAKS).split("\n"))
    return [piece for piece in pieces if len(piece) >= SHORTEST]


def recombined(subject: Subject, world: World, limits: Limits) -> Signal:
    """S2: claims of which most is built from few segments that several filings share."""
    del world
    pieces = {each.key: segments(each.claims) for each in subject.filings if each.claims}
    if not pieces:
        return unchecked_as("S2", "no_claims")
    times = Counter(piece for own in pieces.values() for piece in set(own))
    shared = {piece for piece, count in times.items() if count >= limits.segment_filings}
    built = [key for key, own in pieces.items() if _built(own, shared, limits)]
    if len(built) < limits.segment_filings:
        return quiet_as("S2", "segments_quiet")
    return fired_as("S2", "segments", built, count=len(built), share=percent(limits.segment_share))


def _built(own: Sequence[str], shared: set[str], limits: Limits) -> bool:
    whole = sum(map(len, own))
    used = {piece for piece in own if piece in shared}
    part = sum(len(piece) for piece in own if piece in used)
    return bool(whole) and len(used) <= limits.segment_most and part >= limits.segment_share * whole


def copied(subject: Subject, world: World, limits: Limits) -> Signal:
    """S3: nearly the same as what somebody else filed long before, outside the family."""
    mine, found = subject.keys, set()
    for each in world.alike:
        if each.relation or each.score < limits.copied_alike or not {each.left, each.right} & mine:
            continue
        own, other = (each.left, each.right) if each.left in mine else (each.right, each.left)
        first, later = world.by_key[other], world.by_key[own]
        if other not in mine and _is_much_older(first.filed_on, later.filed_on, limits.copied_months):
            found.add(own)
    if not found:
        return quiet_as("S3", "copied_quiet")
    return fired_as(
        "S3", "copied", sorted(found), count=len(found), months=limits.copied_months, alike=limits.copied_alike
    )


def _is_much_older(first: date | None, later: date | None, months: int) -> bool:
    return bool(first and later and _months(first, months) < later)


def _months(day: date, count: int) -> date:
    """Return the corresponding day so many months later, or the last of a shorter month."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


MADE = frozenset({"template", "numbers"})


def template(subject: Subject, world: World, limits: Limits) -> Signal:
    """S4: so many others of the same mould that it stands among the first of its subclass."""
    moulds: Counter[str] = Counter()
    for each in world.alike:
        if each.kind in MADE and not each.relation:
            moulds.update((each.left, each.right))
    of: dict[str, list[int]] = defaultdict(list)
    for filing in world.filings:
        of[filing.subclass].append(moulds[filing.key])
    enough = {key for key, rows in of.items() if key and len(rows) >= limits.template_filings}
    mine = [each for each in subject.filings if each.subclass in enough]
    if not mine:
        return unchecked_as("S4", "few_of_subclass", least=limits.template_filings)
    found = [each.key for each in mine if _first(moulds[each.key], of[each.subclass], limits.template_share)]
    if not found:
        return quiet_as("S4", "template_quiet")
    return fired_as("S4", "template", found, count=len(found), share=percent(limits.template_share))


def _first(value: int, of: Sequence[int], share: float) -> bool:
    above = sum(each > value for each in of)
    return value > 0 and above < share * len(of)


def burst(subject: Subject, world: World, limits: Limits) -> Signal:
    """S5: many filings in a few days against the months before them."""
    del world
    days = sorted(each.filed_on for each in subject.filings if each.filed_on)
    if not days:
        return unchecked_as("S5", "no_days")
    window = timedelta(days=limits.burst_days)
    most, first = max((sum(day <= each < day + window for each in days), day) for day in days)
    mean, sigma = _before(days, first, limits.burst_months)
    if most < limits.burst_fewest or most < mean + limits.burst_sigmas * sigma:
        return quiet_as("S5", "burst_quiet", days=limits.burst_days, count=most)
    keys = [each.key for each in subject.filings if each.filed_on and first <= each.filed_on < first + window]
    said = {"days": limits.burst_days, "months": limits.burst_months}
    return fired_as("S5", "burst", keys, count=most, mean=round(mean, 1), **said)


def _before(days: Sequence[date], first: date, months: int) -> tuple[float, float]:
    """Return mean and deviation of filings a month, over the months before a day."""
    past = [(first.year - day.year) * 12 + first.month - day.month - (day.day >= first.day) for day in days]
    counts = Counter(past[place] for place, day in enumerate(days) if day < first)
    rows = [counts[month] for month in range(months)]
    return fmean(rows), pstdev(rows)


A_YEAR = timedelta(days=365)


def capacity(subject: Subject, world: World, limits: Limits) -> Signal:
    """S6: more filings a head than people could make, or too many fields for so few."""
    del world
    days = sorted(each.filed_on for each in subject.filings if each.filed_on)
    if subject.staff is None:
        return unchecked_as("S6", "no_staff")
    if not days:
        return unchecked_as("S6", "no_days")
    year = max(sum(day <= each < day + A_YEAR for each in days) for day in days)
    sections = {section for each in subject.filings for section in each.sections}
    rate, staff = year / max(subject.staff, 1), subject.staff
    wide = len(sections) >= limits.sections and staff <= limits.sections_staff
    values = {"count": year, "staff": staff, "rate": round(rate, 1), "sections": len(sections)}
    if rate > limits.per_head or wide:
        return fired_as("S6", "per_head", sorted(subject.keys), **values)
    return quiet_as("S6", "per_head", **values)


def dispersed(subject: Subject, world: World, limits: Limits) -> Signal:
    """S7: several applicants behind one address, phone, e-mail or payer."""
    del world
    if subject.kind is Kind.GROUP and len(subject.members) >= limits.together:
        what = "、".join(SHARED[name] for name in subject.shared)
        return fired_as("S7", "together", sorted(subject.keys), count=len(subject.members), what=what)
    if not any(each.address or each.phone or each.email or each.payer for each in subject.filings):
        return unchecked_as("S7", "no_contacts")
    return quiet_as("S7", "together_quiet", count=limits.together)


def inventors(subject: Subject, world: World, limits: Limits) -> Signal:
    """S8: an inventor of many applicants that have nothing to do with each other."""
    mine = {name for each in subject.filings for name in each.inventors}
    if not mine:
        return unchecked_as("S8", "no_inventors")
    of: dict[str, set[str]] = defaultdict(set)
    for each in world.filings:
        for name in each.inventors:
            of[name] |= {"；".join(subject.members) if each.first in subject.members else each.first}
    busy = {name for name in mine if len(of[name]) >= limits.inventor_applicants}
    if not busy:
        return quiet_as("S8", "inventor_quiet", count=limits.inventor_applicants)
    keys = [each.key for each in subject.filings if busy & set(each.inventors)]
    return fired_as("S8", "inventor", keys, count=max(len(of[name]) for name in busy))


def passed_on(subject: Subject, world: World, limits: Limits) -> Signal:
    """S9: rights that pass on soon after filing, or that one buyer collects from many."""
    if world.passed is None:
        return unchecked_as("S9", "no_transfers")
    soon = [each.key for each in world.passed if each.key in subject.keys and _soon(world, each.key, each.on, limits)]
    if soon:
        return fired_as("S9", "passed", soon, count=len(soon), months=limits.passed_months)
    got = [world.by_key[each.key] for each in world.passed if each.to in subject.members and each.key in world.by_key]
    sellers = {each.first for each in got} - set(subject.members)
    sections = {section for each in got for section in each.sections}
    if len(sellers) >= limits.hub_sellers and len(sections) >= limits.hub_sections:
        return fired_as("S9", "hub", [each.key for each in got], sellers=len(sellers), sections=len(sections))
    is_named = not world.passed or any(each.to for each in world.passed)
    return quiet_as("S9", "passed_quiet" if is_named else "passed_unnamed")


def _soon(world: World, key: str, on: date, limits: Limits) -> bool:
    filed = world.by_key[key].filed_on
    return bool(filed) and on <= _months(filed or on, limits.passed_months)


def agency(subject: Subject, world: World, limits: Limits) -> Signal:
    """S10: an agency many of whose filings are flagged."""
    rows, flagged = len(subject.filings), sorted(subject.keys & world.flagged)
    share = len(flagged) / rows if rows else 0.0
    here = any(each.address and each.address == each.agency_address for each in subject.filings)
    if rows < limits.agency_rows or share < limits.agency_share:
        return quiet_as("S10", "agency_quiet", share=percent(share), rows=rows)
    values = {"flagged": len(flagged), "rows": rows, "share": percent(share)}
    return fired_as("S10", "agency_here" if here else "agency", flagged, **values)


Look = Callable[[Subject, World, Limits], Signal]


def each_alone(look: Look) -> Look:
    """Return a look at each member of a group by its own measure: the first that stands out, else the last."""

    def looked(subject: Subject, world: World, limits: Limits) -> Signal:
        alone = (
            Subject(Kind.APPLICANT, name, (name,), tuple(one for one in subject.filings if one.first == name))
            for name in subject.members
        )
        rows = [look(member, world, limits) for member in alone]
        return next((row for row in rows if row.fired), rows[-1])

    return looked


OF_APPLICANTS: tuple[Look, ...] = (
    near, recombined, copied, template, each_alone(burst), each_alone(capacity), dispersed, inventors, passed_on,
)  # fmt: skip


def signals(subject: Subject, world: World, limits: Limits) -> list[Signal]:
    """Return every signal of a subject, those that were not checked included."""
    looks = (agency,) if subject.kind is Kind.AGENCY else OF_APPLICANTS
    return [look(subject, world, limits) for look in looks]
