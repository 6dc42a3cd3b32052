"""What similarity does by the calendar."""

from datetime import time, timedelta

from django_tasks import task

from minzhi.engines.similarity.actions import look_for_names
from minzhi.engines.similarity.compiling import compile_all
from minzhi.engines.similarity.kernels import are_compiled
from minzhi.engines.similarity.queries import index_filings, prepare
from minzhi.kit import clock
from minzhi.records.jobs.cron import Cron
from minzhi.records.rights.models import Delivery


@task
def make_ready() -> int:
    """Compile what compares, draw the characters, both once; index filings that came in. Returns how many filings."""
    compile_all()
    return prepare()


def get_ready() -> bool:
    """Let the worker compile what compares, where that is still to be done; returns whether it is."""
    if are_compiled():
        return False
    make_ready.using(priority=URGENT).enqueue()
    return True


@task
def index_anew() -> int:
    """Index all filings anew where some came in since the day before: texts may have been corrected."""
    since = clock.today() - timedelta(days=1)
    return index_filings() if Delivery.objects.filter(received_on__gte=since).exists() else 0


@task
def compare_names() -> int:
    """Look which applicants may be one; returns how many pairs wait for an officer."""
    return look_for_names(on=clock.today())


URGENT = 50  # before what else waits: people ask meanwhile
JOBS = (
    Cron(
        "similarity_ready", make_ready, "编译比对程序，画好比对用的字，新专利、商标编入索引", every=timedelta(hours=1)
    ),
    Cron(
        "similarity_anew",
        index_anew,
        "前一天有新数据的，专利索引整个重建（改正过的文本从此按新的比对）",
        daily=time(3, 40),
    ),
    Cron("similarity_names", compare_names, "比对申请人名称，可能是同一家的列入“申请人归一”待认定", daily=time(6, 20)),
)
