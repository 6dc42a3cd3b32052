"""What `minzhi doctor` looks at: one function each, green or red with its mend, or plainly not connected."""

import ctypes.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.documents import api as documents
from minzhi.engines.similarity import api as similarity
from minzhi.kit import clock
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.queries import dead
from minzhi.records.parameters.models import Parameter
from minzhi.records.parameters.queries import installation
from minzhi.records.places.models import Place
from minzhi.records.staffing import factors
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.operations import ForbidChange
from minzhi.records.units.models import Post
from minzhi.records.units.roles import ADMINISTRATORS, Role
from minzhi.site import nightly
from minzhi.site.logs import AT_LEAST

TWO_NIGHTS, LATE = 50 * 3600, 30  # seconds; minutes
LEAST_FREE = 2 * 1024**3  # bytes


class Standing(StrEnum):
    GREEN = "green"
    RED = "red"
    NOTE = "note"  # true, and nothing to mend: not connected, not yet sealed


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, what that means, and for red how to mend it."""

    name: str | Promise
    standing: Standing
    what: str | Promise
    mend: str = ""


Check = Callable[[date], Finding]


def green(name: str | Promise, what: str | Promise) -> Finding:
    return Finding(name, Standing.GREEN, what)


def red(name: str | Promise, what: str | Promise, mend: str) -> Finding:
    return Finding(name, Standing.RED, what, mend)


def database(_day: date) -> Finding:
    name = _("数据库")
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return red(name, str(error).splitlines()[0], _("请启动数据库，并核对 minzhi.toml 的 database。"))
    if connection.vendor == "sqlite":
        return _sqlite(name)
    version = connection.cursor().connection.info.server_version // 10000
    if version < 15:  # noqa: PLR2004 - the oldest that is tested
        return red(name, f"PostgreSQL {version}", _("请升级到 PostgreSQL 15 或更新的版本。"))
    return green(name, f"PostgreSQL {version}")


def _sqlite(name: str) -> Finding:
    with connection.cursor() as cursor:
        found = {key: cursor.execute(f"PRAGMA {key}").fetchone()[0] for key in ("journal_mode", "synchronous")}
    if found != {"journal_mode": "wal", "synchronous": 2}:
        return red(name, f"SQLite {found}", _("SQLite 应为 WAL、FULL：请把数据目录放在本机磁盘上（不要用网络盘）。"))
    return green(name, _("SQLite，WAL、FULL；同时编辑的人超过5个时宜改用 PostgreSQL"))


def migrations(_day: date) -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        message = _("还有%(count)s项数据库变更没有执行")
        return red(_("数据库变更"), message % {"count": len(waiting)}, "minzhi migrate")
    return green(_("数据库变更"), _("都已执行"))


def triggers(_day: date) -> Finding:
    """Look whether the database still refuses to change what is never changed."""
    name, expected = _("只增不改的表"), guarded_tables()
    with connection.cursor() as cursor:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        cursor.execute(sql if connection.vendor == "sqlite" else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {row[0] for row in cursor.fetchall()}
    missing = sorted(table for table in expected if f"{table}_no_update" not in found)
    if missing:
        message = _("数据库不再拒绝修改：%(tables)s")
        return red(name, message % {"tables": "、".join(missing)}, _("请从备份恢复数据库，或请开发者补上触发器。"))
    return green(name, _("%(count)s张表由数据库拒绝修改和删除") % {"count": len(expected)})


def guarded_tables() -> set[str]:
    """Return the tables that migrations guard with triggers."""
    graph = MigrationExecutor(connection).loader.disk_migrations
    operations = (operation for migration in graph.values() for operation in migration.operations)
    return {operation.table for operation in operations if isinstance(operation, ForbidChange)}


def installed(_day: date) -> Finding:
    here = installation()
    if here is None:
        return red(_("安装"), _("还没有安装"), "minzhi install --province fujian")
    kind = _("演示") if here.demonstration else _("正式")
    if not Parameter.objects.filter(jurisdiction=here.province).exists():
        return red(_("安装"), _("没有规则参数"), f"minzhi install --province {here.province}")
    return green(_("安装"), f"{here.province}　{kind}")


def calendars(day: date) -> Finding:
    name = _("放假安排")
    known = set(CalendarYear.objects.filter(jurisdiction="CN").values_list("year", flat=True))
    missing = [str(year) for year in (day.year, day.year + 1) if year not in known]
    if missing:
        message = _("缺%(years)s年：该年的期限只按周末计算，标为暂计")
        return red(
            name,
            message % {"years": "、".join(missing)},
            _("国务院办公厅通知发布后，补录该年安排：minzhi clock load FILE"),
        )
    return green(name, _("今年和明年都有"))


RARE, CARRIED_BY = "珺喆堃镕䶮翀玥", ("FandolFang", "FangSong", "仿宋")


def fonts(_day: date) -> Finding:
    name = _("中文字体")
    if not documents.chinese_fonts():
        return red(name, _("没有中文字体：不能生成PDF，公文只有Word"), "apt-get install fonts-noto-cjk")
    if missing := [sign for sign in RARE if not documents.chinese_fonts(sign=sign)]:
        message = _("缺罕用字：%(signs)s，人名会写不出来")
        return red(name, message % {"signs": "".join(missing)}, "apt-get install fonts-noto-cjk")
    if not any(family in documents.chinese_fonts() for family in CARRIED_BY):
        return red(name, _("没有仿宋体：PDF公文的正文用宋体代替"), "deploy/prepare")
    return green(name, _("有仿宋，罕用字齐全"))


def _needs(name: Promise, is_there: Callable[[], object], lost: Promise, package: str) -> Check:
    """Return the check of something that the operating system provides."""

    def check(_day: date) -> Finding:
        return green(name, _("有")) if is_there() else red(name, lost, f"apt-get install {package}")

    return check


def places(_day: date) -> Finding:
    count = Place.objects.count()
    if not count:
        return red(_("行政区划"), _("没有：单位和职责对不上地方"), "minzhi install")
    return green(_("行政区划"), _("%(count)s个") % {"count": count})


def classifications(_day: date) -> Finding:
    """IPC and Nice texts are not ours to ship."""
    name = _("分类表（IPC、尼斯）")
    known = "minzhi.records.classification"
    tables = apps.get_app_config("classification").get_models() if apps.is_installed(known) else ()
    if not any(table._default_manager.exists() for table in tables):  # noqa: SLF001 - public in Django's docs
        return red(name, _("没有：不能按分类名称检索，分类号只作文字"), "minzhi data load FILE")
    return green(name, _("有"))


def comparing(_day: date) -> Finding:
    """Look whether a comparison can begin at once, or has to be compiled first."""
    name = _("比对程序")
    if similarity.are_compiled():
        return green(name, _("已编译，随时可以比对"))
    return Finding(name, Standing.NOTE, _("还没有编译：网站启动后由后台编译一次，约半分钟"))


def unsealed(_day: date) -> Finding:
    count = Fact.unscoped.filter(seal__isnull=True).count()
    message = _("%(count)s条事实还没有封存；后台任务会按次序封存")
    if count:
        return Finding(_("事实链"), Standing.NOTE, message % {"count": count})
    return green(_("事实链"), _("全部封存"))


def jobs(_day: date) -> Finding:
    """Look for jobs that were given up."""
    name, given_up = _("后台任务"), dead()
    if last := given_up.first():
        message = _("%(count)s件一再失败，已停止；最近一件：%(error)s")
        return red(name, message % {"count": given_up.count(), "error": last.error}, "minzhi work --again")
    return green(name, _("没有失败的"))


def secret_key(_day: date) -> Finding:
    key = settings.HOME / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        return red(_("密钥文件"), _("别的用户能读 %(file)s") % {"file": key.name}, f"chmod 600 {key}")
    return green(_("密钥文件"), _("只有运行者能读"))


def keys(_day: date) -> Finding:
    """Look whether anybody else may read the keys of sealed fields."""
    folder = settings.HOME / "keys"
    open_ones = [path.name for path in folder.glob("*.key") if path.stat().st_mode & 0o077]
    if open_ones:
        return red(
            _("字段密钥"), _("别的用户能读 %(file)s") % {"file": "、".join(open_ones)}, f"chmod -R go-rwx {folder}"
        )
    return green(_("字段密钥"), _("%(count)s把，只有运行者能读") % {"count": len(list(folder.glob("*.key")))})


def backups(_day: date) -> Finding:
    """Look for a backup younger than two nights."""
    name, made = _("备份"), nightly.archives()
    here = installation()
    if here and here.demonstration:
        return Finding(name, Standing.NOTE, _("演示不备份"))
    limit = clock.now().timestamp() - TWO_NIGHTS
    if not made or made[0].stat().st_mtime < limit:
        return red(name, _("两天内没有备份：机器坏了就丢两天的工作"), "minzhi backup")
    latest = nightly.nights()[0]
    if latest.fault:
        return red(name, latest.fault, "minzhi backup")
    inside = nightly.folder().is_relative_to(settings.HOME)
    where = _("与数据同在一个目录，宜用 backup_folder 放到另一块盘上") if inside else str(nightly.folder())
    return green(name, f"{made[0].name}　{where}")


def disk(_day: date) -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    said = _("剩余%(size)s") % {"size": filesizeformat(free)}
    if free < LEAST_FREE:
        return red(_("磁盘"), said, _("请清理磁盘或扩容：数据库写满后网站停止。"))
    return green(_("磁盘"), said)


def worker(_day: date) -> Finding:
    """Look whether anybody does what is due."""
    late = clock.now() - timedelta(minutes=LATE)
    waiting = Job.objects.filter(status=Job.Status.READY, run_after__lt=late).count()
    if waiting:
        message = _("%(count)s件到期半小时还没有做：后台任务没有运行")
        return red(_("后台进程"), message % {"count": waiting}, "minzhi serve")
    return green(_("后台进程"), _("没有积压"))


def administrators(day: date) -> Finding:
    """Look whether all three administrators are there, and each signs in with two steps where that is asked."""
    name = _("三个管理员")
    posts = Post.objects.filter(valid_on(day), role__in=ADMINISTRATORS, officer__account__is_active=True)
    missing = ADMINISTRATORS - set(posts.values_list("role", flat=True))
    if missing:
        who = "、".join(str(Role(role).label) for role in sorted(missing))
        return red(name, _("没有%(who)s") % {"who": who}, _("由安全管理员任职；都没有的，运行 minzhi install。"))
    alone = posts.exclude(officer__account__in=factors.accounts_with_factor())
    if alone.exists():
        message = _("%(count)s人只凭密码登录，下次登录时会要求绑定第二步")
        return Finding(name, Standing.NOTE, message % {"count": alone.count()})
    return green(name, _("都有，都用两步登录"))


def identities(_day: date) -> Finding:
    names = "、".join(each["name"] for each in settings.INSTALLED.identity)
    what = names or _("没有接入：用本站账号登录")
    return Finding(_("统一身份认证"), Standing.GREEN if names else Standing.NOTE, what)


def signatures(_day: date) -> Finding:
    """Tell who signs the register's log: SM2 and an authority's time only where the office has connected them."""
    name, plugged = _("登记日志的签名和时间"), settings.REGISTER
    signers, stamper = plugged.get("signers", ()), plugged.get("stamper", "")
    beside = "、".join(signers) or _("没有接入国密SM2签名模块")
    time = stamper or _("没有接入时间戳机构，检查点的时间是本机时钟")
    standing = Standing.GREEN if signers and stamper else Standing.NOTE
    return Finding(name, standing, _("Ed25519；%(beside)s；%(time)s") % {"beside": beside, "time": time})


def logs_kept(_day: date) -> Finding:
    days = settings.INSTALLED.log_days
    if days < AT_LEAST:
        said = _("只留%(days)s天，少于法定的六个月；已停止删除") % {"days": days}
        return red(_("日志"), said, _("在 minzhi.toml 中把 log_days 改为190或更多。"))
    return green(_("日志"), _("留%(days)s天，审计从不删除") % {"days": days})


def _not_connected(name: Promise, what: Promise) -> Check:
    return lambda _day: Finding(name, Standing.NOTE, what)


CHECKS: tuple[Check, ...] = (
    database,
    migrations,
    triggers,
    secret_key,
    installed,
    places,
    calendars,
    classifications,
    fonts,
    _needs(
        gettext_lazy("Pango（排版）"),
        lambda: ctypes.util.find_library("pango-1.0"),
        gettext_lazy("没有：不能生成PDF，公文只有Word"),
        "libpango-1.0-0 libpangoft2-1.0-0",
    ),
    _needs(
        gettext_lazy("gettext（翻译）"),
        lambda: shutil.which("xgettext"),
        gettext_lazy("没有：不能重新提取待译文字；网站本身不受影响"),
        "gettext",
    ),
    _needs(
        gettext_lazy("Chromium（浏览器测试）"),
        lambda: shutil.which("chromium"),
        gettext_lazy("没有：不能运行浏览器测试；网站本身不受影响"),
        "chromium",
    ),
    _needs(
        gettext_lazy("PostgreSQL 程序"),
        lambda: shutil.which("psql"),
        gettext_lazy("没有：不能在本机改用或测试 PostgreSQL；SQLite 不受影响"),
        "postgresql",
    ),
    comparing,
    unsealed,
    jobs,
    worker,
    administrators,
    keys,
    backups,
    disk,
    logs_kept,
    identities,
    signatures,
    _not_connected(gettext_lazy("电子公章"), gettext_lazy("没有接入：公文不加盖电子印章")),
    _not_connected(gettext_lazy("短信"), gettext_lazy("没有接入：提醒只在站内")),
)
"""In the order of the report. Checks that need the database come after the one that looks for it."""


def examine(day: date) -> list[Finding]:
    """Run all checks; where the database cannot be asked, that is said once, for all checks that need it."""
    return list(dict.fromkeys(_asked(check, day) for check in CHECKS))


def _asked(check: Check, day: date) -> Finding:
    try:
        return check(day)
    except DatabaseError as error:
        there = database(day)
        return there if there.mend else red(_("数据库"), str(error).splitlines()[0], "minzhi migrate")
