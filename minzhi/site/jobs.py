"""What the installation itself does by the calendar."""

from datetime import time, timedelta

from django.conf import settings
from django_tasks import task

from minzhi.kit import clock
from minzhi.records.accounts import sittings
from minzhi.records.changes import actions as changes
from minzhi.records.facts import actions as facts
from minzhi.records.files import actions as files
from minzhi.records.jobs import actions as jobs
from minzhi.records.jobs.cron import Cron
from minzhi.site import logs, nightly
from minzhi.site.backing_up import back_up, check

SEALED_AT_ONCE = 1000
SITTINGS_KEPT = timedelta(days=30)
ORPHANED_AFTER = 24 * 3600.0  # seconds


@task
def seal_facts() -> int:
    """Seal what waits; returns how many facts that were."""
    count = 0
    while more := facts.seal(limit=SEALED_AT_ONCE):
        count += more
    return count


@task
def forget_jobs() -> int:
    """Delete the rows of jobs that ended well long ago; returns how many."""
    return jobs.forget(clock.now())


@task
def sweep_files() -> int:
    """Delete files that no row names a day after they were written; returns how many."""
    return files.sweep(older_than=ORPHANED_AFTER)


@task
def add_up_changes() -> int:
    """Add up what the database counted; returns how many rows went."""
    return changes.add_up()


@task
def back_up_tonight() -> int:
    """Write a backup, read it back, and delete those that are old enough; returns how many went."""
    now = clock.now()
    archive = nightly.name_for(now)
    back_up(archive, at=now)
    nightly.keep_check(archive, *check(archive), at=clock.now())
    return nightly.thin_out()


@task
def forget_logs() -> int:
    """Delete log files older than the settings say, and sittings long over; the audit stays. Returns how many files."""
    sittings.forget(before=clock.now() - SITTINGS_KEPT)
    return logs.forget(settings.HOME / "logs", days=settings.INSTALLED.log_days, on=clock.real_today())


JOBS = (
    Cron("seal_facts", seal_facts, "事实写入后不久即封存，篡改才看得出来", every=timedelta(minutes=1)),
    Cron("add_up_changes", add_up_changes, "变更逐行计数，合并后查询才快", every=timedelta(minutes=10)),
    Cron("forget_jobs", forget_jobs, "任务表只留近期记录", daily=time(3, 30)),
    Cron("back_up_tonight", back_up_tonight, "昨夜的备份随时可以恢复；留最近14份", daily=time(2, 0)),
    Cron("forget_logs", forget_logs, "日志至少留六个月，过期才删；审计从不删", daily=time(3, 50)),
    Cron("sweep_files", sweep_files, "上传中断留下的文件不占地方", daily=time(3, 40)),
)
