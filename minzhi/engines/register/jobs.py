"""What the log does by the calendar."""

from datetime import timedelta

from django_tasks import task

from minzhi.engines.register import certificates, stamping
from minzhi.engines.register.growing import grow
from minzhi.kit import clock
from minzhi.records.jobs.cron import Cron


@task
def grow_log() -> int:
    """Take what was sealed into the log and publish a checkpoint; returns how many leaves that were."""
    return grow()


@task
def make_certificates() -> int:
    """Make the certificates whose receipts enough witnesses have signed; returns how many."""
    return certificates.make_certificates(on=clock.today())


@task
def stamp_log() -> bool:
    """Let the latest checkpoint be stamped where an authority is connected; returns whether it was."""
    return stamping.stamp_latest() is not None


JOBS = (
    Cron("grow_log", grow_log, "封存的事实进入透明日志，公布检查点", every=timedelta(minutes=1)),
    Cron("make_certificates", make_certificates, "已进入日志的登记生成证书", every=timedelta(minutes=1)),
    Cron("stamp_log", stamp_log, "接入了时间戳机构的，给最新的检查点加盖时间戳", every=timedelta(hours=1)),
)
