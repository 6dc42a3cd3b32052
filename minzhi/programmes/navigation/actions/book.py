"""What people do with a query book: name the team, add nodes, word them, run them, take the book to another place."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit.process import FormWrong, NotNow
from minzhi.programmes.navigation.actions.handling import may_work
from minzhi.programmes.navigation.models import Label, Line, Member, Node, Run
from minzhi.programmes.navigation.queries.book import EFFECT, PROJECT, nodes_of, wording
from minzhi.programmes.navigation.queries.documents import noise
from minzhi.programmes.navigation.queries.figures import Family, everything, families, figures
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

LISTED = 10_000
Found = dict[int, tuple[str, Family]]


@transaction.atomic
def name_member(case: casework.Case, *, part: str, name: str, by: Actor, on: date, of: str = "") -> Member:
    """Name one person of a project's team."""
    may_work(case, by, on)
    member: Member = Member.unscoped.create(case=case, part=part, name=name, of=of, named_on=on)
    record("navigation.member_named", subject=case, by=by, on=on, payload={"part": part})
    return member


@transaction.atomic
def add_node(
    case: casework.Case, *, title: str, stage: str, by: Actor, on: date, text: str = "", parent: Node | None = None
) -> Node:
    """Add a node to the tree, perhaps with its strategy; raises `BadQuery`, and `FormWrong` for a name used twice."""
    may_work(case, by, on)
    strategy = search.save_strategy(title, text, by=by, on=on) if text.strip() else None
    try:
        with transaction.atomic():
            node: Node = Node.unscoped.create(
                case=case, title=title.strip(), stage=stage, parent=parent, strategy=strategy, added_on=on
            )
    except IntegrityError as twice:
        raise FormWrong({"title": _("节点「%(title)s」已在检索书中。") % {"title": title}}) from twice
    record("navigation.node_added", subject=case, by=by, on=on, payload={"stage": stage})
    return node


@transaction.atomic
def reword_node(node: Node, *, text: str, by: Actor, on: date, seen: int | None = None) -> Node:
    """Give a node another wording; the ones before stay with its strategy. Raises `BadQuery`, `SameWording`."""
    node = hold(node, seen=seen)
    may_work(node.case, by, on)
    if node.strategy:
        search.reword_strategy(node.strategy, text, by=by, on=on)
    else:
        node.strategy = search.save_strategy(node.title, text, by=by, on=on)
    node.save(update_fields=["strategy"])
    record("navigation.node_reworded", subject=node.case, by=by, on=on, payload={"node": str(node.uid)})
    return node


@transaction.atomic
def run(case: casework.Case, *, by: Actor, on: date) -> Run:
    """Run every strategy of a project and keep what each found; raises `NotNow` where none is worded."""
    case = hold(case)
    may_work(case, by, on)
    asked = [(node, text) for node in nodes_of(case) if (text := wording(node))]
    if not asked:
        raise NotNow(_("「%(case)s」的检索书还没有检索式：请先给节点写检索式，再运行。") % {"case": case})
    everything_found, noisy = {node: search.ids_of(text) for node, text in asked}, noise(case)
    found = {node: families(id_ for id_ in ids if id_ not in noisy) for node, ids in everything_found.items()}
    place = str(case.fields.get("place") or "")
    held, held_local = everything(place)
    chain = {key for node, rows in found.items() if node.stage != EFFECT for key, _family in rows.values()}
    made: Run = Run.unscoped.create(
        case=case, number=Run.unscoped.filter(case=case).count() + 1, run_on=on, post=by.post, place=place,
        families=len(chain), held=held, held_local=held_local, matrix=_matrix(found), labels=_labels(case, found),
        left_out=len(noisy & {id_ for ids in everything_found.values() for id_ in ids}),
    )  # fmt: skip
    above = _province(place)
    Line.unscoped.bulk_create(_line(made, node, text, found[node], place, above) for node, text in asked)
    record("navigation.run", subject=case, by=by, on=on, payload={"number": made.number, "families": made.families})
    return made


def _province(place: str) -> str:
    row = Place.objects.filter(name=place).select_related("parent").first() if place else None
    row = row or Place.objects.filter(parent__isnull=True).order_by("code").first()
    while row and row.parent:
        row = row.parent
    return row.name if row else ""


def _line(made: Run, node: Node, text: str, rows: Found, place: str, province: str) -> Line:
    ids = sorted(rows)
    whole = list(dict(rows.values()).values())
    return Line(
        run=made, node=node, text=text, rights=len(ids), families=len(whole),
        digest=digest_of(ids),
        ids=ids if len(ids) <= LISTED else [], figures=figures(whole, place, province),
    )  # fmt: skip


def digest_of(ids: Iterable[int]) -> str:
    return hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()


def _matrix(found: Mapping[Node, Found]) -> list[list[Any]]:
    """Return technique, effect and how many families are in both."""
    keys = {node: {key for key, _family in rows.values()} for node, rows in found.items()}
    effects = [node for node in keys if node.stage == EFFECT]
    return [
        [node.title, effect.title, len(keys[node] & keys[effect])]
        for node in keys
        if node.stage != EFFECT
        for effect in effects
    ]


def _labels(case: casework.Case, found: Mapping[Node, Found]) -> list[list[Any]]:
    """Return node, label and how many families of the node have it."""
    rows = Label.unscoped.filter(case=case, is_noise=False).order_by("word").values_list("word", "right_id")
    chain = [(node, rights) for node, rights in found.items() if node.stage != EFFECT]
    have: dict[str, list[int]] = {}
    for word, id_ in rows.iterator():
        have.setdefault(word, []).append(id_)
    counted = [
        [node.title, word, len({rights[id_][0] for id_ in ids if id_ in rights})]
        for node, rights in chain
        for word, ids in have.items()
    ]
    return counted if any(count for *_named, count in counted) else []


@transaction.atomic
def fork(case: casework.Case, *, title: str, place: str, by: Actor, on: date) -> casework.Case:
    """Start a project of the actor's unit from another one's book: the same tree and wordings, another place."""
    known = {name: case.fields[name] for name in ("decider", "kind", "why_kind", "industry", "boundary")
             if case.fields.get(name)}  # fmt: skip
    form = {**known, "title": title, "place": place, "client": str(by.unit), "provider": str(by.unit)}
    made = casework.start(PROJECT, unit=by.unit, by=by, on=on, form=form)
    copies: dict[int, Node] = {}
    for node in nodes_of(case):
        parent = copies.get(node.parent_id or 0)
        copies[node.pk] = add_node(
            made, title=node.title, stage=node.stage, text=wording(node), parent=parent, by=by, on=on
        )
    record("navigation.forked", subject=made, by=by, on=on, payload={"of": str(case.uid)})
    return made
