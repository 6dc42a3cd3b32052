"""What watches the site from outside: a line in the log for each request, a health page, numbers for Prometheus."""

import logging
import os
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from minzhi.kit import clock
from minzhi.records.accounts.models import Sitting
from minzhi.records.facts.models import Fact, Seal
from minzhi.records.jobs.models import Job
from minzhi.records.scope.public import public
from minzhi.site import nightly
from minzhi.site.middleware import address_of

BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
PAGE = os.sysconf("SC_PAGE_SIZE")
access = logging.getLogger("minzhi.access")
_counts: Counter[str] = Counter()
_took: Counter[str] = Counter()  # by bucket; "sum" in whole microseconds
_lock = Lock()


def watched(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count and log each request: who (the account's number, no name), from where, what, how long."""

    def around(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = answer(request)
        took = time.perf_counter() - began
        _count(response.status_code, took)
        who = request.session.get("_auth_user_id", "-") if hasattr(request, "session") else "-"
        line = (address_of(request), who, request.method, request.path, response.status_code, round(took * 1000))
        access.info("%s %s %s %s %s %sms", *line)
        return response

    return around


def _count(status: int, took: float) -> None:
    with _lock:
        _counts[f"{status // 100}xx"] += 1
        _took["sum"] += round(took * 1e6)
        for limit in BUCKETS:
            _took[str(limit)] += took <= limit


@public
def health(request: HttpRequest) -> HttpResponse:
    """Say "ok" while the database answers, else 503 with what is wrong."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return HttpResponse(f"database: {str(error).splitlines()[0]}", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Give numbers in Prometheus's text form to this machine, or to who has `metrics_token` of the settings."""
    if not _may_read(request):
        return HttpResponseForbidden("loopback or token only\n", content_type="text/plain")
    return HttpResponse("\n".join(_lines()) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read(request: HttpRequest) -> bool:
    token = settings.INSTALLED.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return secrets.compare_digest(token.encode(), given.encode())
    try:
        return ip_address(address_of(request)).is_loopback
    except ValueError:
        return False


def _lines() -> Iterator[str]:
    """Yield the numbers. Requests are those of the process that answers, named by its number."""
    process = f'process="{os.getpid()}"'
    yield "# TYPE minzhi_requests_total counter"
    with _lock:
        counts, took = dict(_counts), dict(_took)
    yield from (f'minzhi_requests_total{{{process},status="{name}"}} {count}' for name, count in counts.items())
    yield "# TYPE minzhi_request_seconds histogram"
    total = sum(counts.values())
    for limit in BUCKETS:
        yield f'minzhi_request_seconds_bucket{{{process},le="{limit}"}} {took.get(str(limit), 0)}'
    yield f'minzhi_request_seconds_bucket{{{process},le="+Inf"}} {total}'
    yield f"minzhi_request_seconds_sum{{{process}}} {took.get('sum', 0) / 1e6}"
    yield f"minzhi_request_seconds_count{{{process}}} {total}"
    for name, value in _gauges():
        yield f"# TYPE {name.partition('{')[0]} gauge"
        yield f"{name} {value}"


def _gauges() -> Iterator[tuple[str, float]]:
    now = clock.now()
    yield f'minzhi_resident_bytes{{process="{os.getpid()}"}}', resident()
    yield "minzhi_disk_free_bytes", shutil.disk_usage(settings.HOME).free
    since = now - timedelta(minutes=settings.INSTALLED.idle_minutes)
    yield "minzhi_sittings", Sitting.objects.filter(ended_at=None, last_seen_at__gt=since).count()
    yield "minzhi_facts", Fact.unscoped.count()
    yield "minzhi_facts_unsealed", Fact.unscoped.count() - Seal.objects.count()
    yield "minzhi_jobs_due", Job.objects.filter(status=Job.Status.READY, run_after__lte=now).count()
    yield "minzhi_jobs_given_up", Job.objects.filter(status=Job.Status.DEAD).count()
    if latest := nightly.archives()[:1]:
        yield "minzhi_backup_age_seconds", round(now.timestamp() - latest[0].stat().st_mtime)


def resident(process: str = "self") -> int:
    """Return the bytes of memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * PAGE
