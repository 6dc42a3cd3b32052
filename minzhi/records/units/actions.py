"""Changes of the tree and of who holds which post."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.accounts.models import Account
from minzhi.records.tables.dated import overlapping, valid_on
from minzhi.records.tables.rows import hold
from minzhi.records.units.models import Delegation, Officer, Placement, Post, Unit, UnitName
from minzhi.records.units.queries import called, path_of
from minzhi.records.units.roles import ADMINISTRATORS, Role


class BadPlacement(Refusal):
    """The tree would have a loop, a gap or two places for one unit. The text is shown."""


class NameTaken(Refusal):
    """In notices a name means one unit. The text is shown."""


class PostsCollide(Refusal):
    """Administrators' parts are kept apart, and a post is held once. The text is shown."""


class CannotDelegate(Refusal):
    """A post is lent by its holder, to somebody else, for a stretch of time. The text is shown."""


@transaction.atomic
def place(unit: Unit, *, under: Unit | None, on: date) -> Placement:
    """Give a new unit its place in the tree from a day on; raises `BadPlacement` where it has one."""
    if Placement.objects.filter(overlapping(on, None), unit=unit).exists():
        raise BadPlacement(_("「%(unit)s」已有上级，请改用调整隶属。") % {"unit": unit})
    _nothing_later(Placement.objects.filter(unit=under), on)
    path = f"{_path_under(under, on)}{unit.key}/"
    return Placement.objects.create(unit=unit, parent=under, path=path, valid_from=on)


@transaction.atomic
def move(unit: Unit, *, under: Unit, on: date) -> None:
    """Put a unit, with all below it, under another from a day on; what was before stays on record."""
    old, new = _path_under(unit, on), f"{_path_under(under, on)}{unit.key}/"
    if new == old:
        return
    if new.startswith(old):
        raise BadPlacement(_("不能把「%(unit)s」移到它自己的下级「%(under)s」。") % {"unit": unit, "under": under})
    standing = Placement.objects.filter(valid_on(on), path__startswith=old)
    _nothing_later(Placement.objects.filter(unit__in=[*standing.values_list("unit_id", flat=True), under.pk]), on)
    moved = list(standing.annotate(after=Concat(Value(new), Substr(F("path"), len(old) + 1))))
    standing.filter(valid_from=on).delete()  # it never stood there for a day
    standing.update(valid_to=on - timedelta(days=1))
    Placement.objects.bulk_create(
        Placement(
            unit_id=p.unit_id, parent_id=under.pk if p.unit_id == unit.pk else p.parent_id, path=p.after,
            valid_from=on, valid_to=p.valid_to,
        )
        for p in moved
    )  # fmt: skip


def _nothing_later(placements: QuerySet[Placement], on: date) -> None:
    """Refuse a change before one that is already decided: the later paths would no longer be true."""
    later = placements.filter(valid_from__gt=on).select_related("unit").first()
    if later is not None:
        message = _("「%(unit)s」自 %(day)s 起的隶属已有安排，请选该日以后的日期。")
        raise BadPlacement(message % {"unit": later.unit, "day": later.valid_from})


def _path_under(parent: Unit | None, on: date) -> str:
    if parent is None:
        return ""
    path = path_of(parent, on=on)
    if not path:
        raise BadPlacement(_("「%(unit)s」在 %(day)s 还没有上级，请先设置。") % {"unit": parent, "day": on})
    return path


@transaction.atomic
def name(unit: Unit, names: Sequence[tuple[str, str]], *, on: date) -> None:
    """Give a unit further names: pairs of name and 文号 prefix (empty for an alias that issues nothing)."""
    for text, prefix in names:
        taken = called(text, on=on)
        if taken is not None and taken != unit:
            message = _("名称「%(name)s」已属于「%(taken)s」，不能再给「%(unit)s」。")
            raise NameTaken(message % {"name": text, "taken": taken, "unit": unit})
        UnitName.objects.get_or_create(unit=unit, name=text, valid_from=on, defaults={"prefix": prefix})


@transaction.atomic
def appoint(account: Account, *, full_name: str, unit: Unit, role: Role, on: date, until: date | None = None) -> Post:
    """Give an account's officer a post; the officer is made with the first."""
    officer, _made = Officer.objects.get_or_create(account=account, defaults={"name": full_name})
    officer = hold(officer)  # two appointments at once wait for each other
    held = Post.objects.filter(overlapping(on, until), officer=officer)
    if held.filter(unit=unit, role=role).exists():
        raise PostsCollide(_("「%(name)s」在这段时间已任此职。") % {"name": officer})
    if role in ADMINISTRATORS:
        lent = Delegation.objects.filter(overlapping(on, until), to=officer)
        collides = held.exists() or lent.exists()
    else:
        collides = held.filter(role__in=ADMINISTRATORS).exists()
    if collides:
        raise PostsCollide(
            _("「%(name)s」已任其他职务：系统、安全、审计三类管理员必须由不同人员专任。") % {"name": officer}
        )
    return Post.objects.create(officer=officer, unit=unit, role=role, valid_from=on, valid_to=until)


@transaction.atomic
def delegate(post: Post, *, by: Officer, to: Officer, first: date, last: date, reason: str, on: date) -> Delegation:
    """Lend a post to a colleague from `first` to `last`, both included."""
    if by.pk != post.officer_id or to.pk == by.pk:
        raise CannotDelegate(_("只能由任职人本人把职务委托给他人代行。"))
    if last < first:
        raise CannotDelegate(_("委托的截止日（%(last)s）早于起始日（%(first)s）。") % {"first": first, "last": last})
    administers = Post.objects.filter(overlapping(first, last), officer=hold(to), role__in=ADMINISTRATORS)
    if post.role in ADMINISTRATORS or administers.exists():
        raise PostsCollide(_("系统、安全、审计三类管理员的职务不能委托，也不能代行他人职务。"))
    return Delegation.objects.create(post=post, to=to, reason=reason, valid_from=first, valid_to=last, given_on=on)
