"""Changes of the tree and of who holds which post."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from minzhi.records.accounts.models import Account
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Delegation, Officer, Placement, Post, Unit, UnitName
from minzhi.records.units.queries import path_of
from minzhi.records.units.roles import ADMINISTRATORS, Role


class BadPlacement(ValueError):
    """The tree would have a loop or a gap. The text is shown."""


class PostsCollide(ValueError):
    """Administrators' parts are kept apart. The text is shown."""


class CannotDelegate(ValueError):
    """A post is lent by its holder, to somebody else, for a stretch of time. The text is shown."""


@transaction.atomic
def place(unit: Unit, *, under: Unit | None, on: date) -> Placement:
    """Give a new unit its place in the tree from a day on."""
    path = f"{_path_under(under, on)}{unit.key}/"
    return Placement.objects.create(unit=unit, parent=under, path=path, valid_from=on)


@transaction.atomic
def move(unit: Unit, *, under: Unit, on: date) -> None:
    """Put a unit, with all below it, under another from a day on; what was before stays on record."""
    old, new = path_of(unit, on=on), f"{_path_under(under, on)}{unit.key}/"
    if new.startswith(old):
        raise BadPlacement(_("不能把「%(unit)s」移到它自己的下级「%(under)s」。") % {"unit": unit, "under": under})
    standing = Placement.objects.filter(valid_on(on), path__startswith=old)
    moved = list(standing.annotate(after=Concat(Value(new), Substr(F("path"), len(old) + 1))))
    standing.update(valid_to=on - timedelta(days=1))
    Placement.objects.bulk_create(
        Placement(unit=p.unit, parent=under if p.unit == unit else p.parent, path=p.after, valid_from=on) for p in moved
    )


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
        UnitName.objects.get_or_create(unit=unit, name=text, valid_from=on, defaults={"prefix": prefix})


@transaction.atomic
def appoint(account: Account, *, full_name: str, unit: Unit, role: Role, on: date, until: date | None = None) -> Post:
    """Give an account's officer a post; the officer is made with the first."""
    officer, _made = Officer.objects.get_or_create(account=account, defaults={"name": full_name})
    held = set(Post.objects.filter(valid_on(on), officer=officer).values_list("role", flat=True))
    if held - {role} and (held | {role}) & ADMINISTRATORS:
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
    if (
        Post.objects.filter(valid_on(first), officer=to, role__in=ADMINISTRATORS).exists()
        or post.role in ADMINISTRATORS
    ):
        raise PostsCollide(_("系统、安全、审计三类管理员的职务不能委托，也不能代行他人职务。"))
    return Delegation.objects.create(post=post, to=to, reason=reason, valid_from=first, valid_to=last, given_on=on)
