"""Fifty officers at once: lists, details, acts; what they wait, what the servers hold, and not one error."""

import asyncio
import json
import os
import random
import re
import signal
import socket
import subprocess
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import pytest

from minzhi.kit import clock
from minzhi.site.demo import PASSWORD
from minzhi.site.watching import resident
from tests.test_deploy import DEPLOY, ROOT, needs_postgresql

pytestmark = pytest.mark.soak
OFFICERS = 50
RATE = 150  # requests a second that all of them offer together
SECONDS = int(os.environ.get("MINZHI_SOAK_SECONDS", "600"))
LISTS = ("/", "/desk/", "/reports/", "/sheets/", "/programmes/", "/units/", "/facts/", "/notices/")
MIX = (("list", 70), ("detail", 20), ("act", 10))
MADE = (  # what the demonstration leaves for later is done before anybody is measured
    "minzhi demo --only-make >/dev/null && minzhi work --once "
    "&& exec minzhi serve --workers 2 --threads 4 --port {port}"
)
FORM = "application/x-www-form-urlencoded"


class Officer:
    """One signed-in browser on one kept connection."""

    def __init__(self, login, port):
        self.login, self.port, self.cookies, self.pipe = login, port, {}, None

    async def ask(self, path, given=None):
        """Return status and body; a connection that the server closed while it was idle is opened again."""
        try:
            return await self._ask(path, given)
        except asyncio.IncompleteReadError as closed:
            if closed.partial:
                raise
            await self.leave()
            return await self._ask(path, given)

    async def _ask(self, path, given):
        body = urlencode(given).encode() if given else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{'POST' if given else 'GET'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {cookies}"]
        if given:
            head += [f"Content-Type: {FORM}", f"Content-Length: {len(body)}", f"Referer: http://127.0.0.1:{self.port}/"]
        if self.pipe is None:
            self.pipe = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        reader, writer = self.pipe
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        headers = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        for name, value in re.findall(r"(?im)^set-cookie:\s*(\w+)=([^;]*)", headers):
            self.cookies[name] = value
        length = re.search(r"(?im)^content-length: (\d+)", headers)
        text = await (reader.readexactly(int(length[1])) if length else self._chunks(reader))
        if re.search(r"(?im)^connection: close", headers):
            await self.leave()
        return int(headers.split()[1]), text.decode()

    async def leave(self):
        """Close the connection, where one is open."""
        if self.pipe:
            _reader, writer = self.pipe
            self.pipe = None
            writer.close()
            await writer.wait_closed()

    async def _chunks(self, reader):
        whole = b""
        while size := int((await reader.readline()).strip() or b"0", 16):
            whole += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
        return whole

    async def form(self, path, **given):
        """Open a page and send its form."""
        _status, page = await self.ask(path)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', page)[1]
        return await self.ask(path, {"csrfmiddlewaretoken": token, "edition": "1", **given})

    async def sign_in(self):
        status, _page = await self.form("/sign-in/", login=self.login, password=PASSWORD, next="/")
        assert status == 302, self.login


async def never_paused(until):
    while (now := time.perf_counter()) < until:
        yield now


async def offered(place, until):
    """Yield the moments at which an officer asks, come what may: whoever is late waits from the moment on."""
    due = time.perf_counter() + place / RATE
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        yield due
        due += OFFICERS / RATE


async def work(officer, moments, details, took, errors):
    chance = random.Random(officer.login)  # noqa: S311 - a mix that comes out the same each time
    kinds, weights = zip(*MIX, strict=True)
    async for began in moments:
        (kind,) = chance.choices(kinds, weights)
        if kind == "act":
            number = f"138{chance.randrange(10**8):08}"
            token = officer.cookies["csrftoken"]
            status, _page = await officer.ask(
                "/own-data/", {"csrfmiddlewaretoken": token, "phone": number, "edition": "1"}
            )
        else:
            status, _page = await officer.ask(chance.choice(LISTS if kind == "list" else details))
        took[kind].append(time.perf_counter() - began)
        if status != (302 if kind == "act" else 200):
            errors[f"{kind} {status}"] += 1


async def press(logins, port, seconds, look):
    """Sign everybody in; then all work without a pause, then at the offered rate; return both times, and errors.

    `look` is called once everybody has signed in, between, and at the end.
    """
    officers, errors = [Officer(login, port) for login in logins], Counter()
    pressed, paced = defaultdict(list), defaultdict(list)
    for officer in officers:
        await officer.sign_in()
    _status, wall = await officers[0].ask("/")
    details = sorted(set(re.findall(r'href="(/tasks/[^"#?]+)"', wall)))
    look()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(work(each, never_paused(until), details, pressed, errors) for each in officers))
    look()
    until = time.perf_counter() + seconds
    paces = [offered(place, until) for place in range(len(officers))]
    await asyncio.gather(*(work(*each, details, paced, errors) for each in zip(officers, paces, strict=True)))
    look()
    for officer in officers:
        await officer.leave()
    return pressed, paced, errors


def family(pid):
    """Return a process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(each for child in below for each in family(int(child)))]


def held(pid):
    return sum(resident(str(each)) for each in family(pid)) / 2**20


def free_port():
    """Return a port that nobody listens on: another run on this machine has its own."""
    with socket.create_server(("127.0.0.1", 0)) as asked:
        return asked.getsockname()[1]


def ready(port):
    """Wait for the site to answer: each try waits for the connection itself, there is no clock to guess."""
    asked = ["curl", "--silent", "--fail", "--retry", "600", "--retry-delay", "1", "--retry-connrefused"]
    subprocess.run([*asked, f"http://127.0.0.1:{port}/health/"], check=True, capture_output=True)


def _rows(name, took, seconds):
    every = sorted(time for times in took.values() for time in times)
    yield _row(name, every, quantiles(every, n=100), seconds)
    yield from (_row(kind, took[kind], quantiles(took[kind], n=100), seconds) for kind, _share in MIX)


def report(vendor, pressed, paced, errors, memory, seconds):
    shared = "the pressing program" + (" and PostgreSQL" if vendor == "PostgreSQL" else "")
    who = f"{OFFICERS} officers, twice {seconds:.0f} seconds, 2 web workers with 4 threads, and the worker of jobs."
    where = f"{os.cpu_count()} cores, shared with {shared}; load average {os.getloadavg()[1]:.1f} at the end."
    told = ", ".join(f"{each:.0f}" for each in memory)
    lines = [
        f"# Load on {vendor}, {clock.now():%Y-%m-%d %H:%M} UTC", "", f"{who} {where}", "",
        "| | Requests | Requests/s | p50 ms | p95 ms | p99 ms |", "|--|--:|--:|--:|--:|--:|",
        *_rows("all, without a pause", pressed, seconds), *_rows(f"all, {RATE} a second offered", paced, seconds), "",
        f"Errors: {sum(errors.values())} {dict(errors) or ''}", "",
        f"Memory of all processes: {told} MB before anybody signed in, after it, between and at the end.", "",
        f"Lists: {' '.join(LISTS)}; details: the tasks' pages; acts: one's own telephone, sealed, on record.", "",
    ]  # fmt: skip
    folder = ROOT / "docs" / "soak"
    (folder / f"{clock.now():%Y-%m-%d}-load-{vendor.lower()}.md").write_text("\n".join(lines), "utf-8")
    return "\n".join(lines)


def _row(name, times, cuts, seconds):
    shown = " | ".join(f"{cuts[place] * 1000:.0f}" for place in (49, 94, 98))
    return f"| {name} | {len(times)} | {len(times) / seconds:.0f} | {shown} |"


@pytest.mark.parametrize("vendor", ["SQLite", pytest.param("PostgreSQL", marks=needs_postgresql)])
def test_fifty_officers_get_answers_without_an_error(vendor, tmp_path):
    lent = [DEPLOY / "with-postgresql"] if vendor == "PostgreSQL" else []
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("MINZHI_", "PYTEST_"))}
    env = {**plain, "MINZHI_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "DURABLE": "on"}
    names = tmp_path / "logins.json"
    port = free_port()
    made = MADE.format(port=port).replace("&& exec", f"&& {_listing(names)} && exec")
    with subprocess.Popen([*lent, "bash", "-c", made], env=env, cwd=ROOT, start_new_session=True) as site:
        try:
            ready(port)
            memory = [held(site.pid)]
            logins = _as_many(json.loads(names.read_text()))
            pressed, paced, errors = asyncio.run(press(logins, port, SECONDS, lambda: memory.append(held(site.pid))))
            print(report(vendor, pressed, paced, errors, memory, SECONDS))  # noqa: T201 - a report
        finally:
            os.killpg(site.pid, signal.SIGTERM)
    assert (sum(errors.values()), len(pressed), len(paced)) == (0, 3, 3)


def _as_many(logins):
    """Return fifty logins; where there are fewer people, some sit at two machines."""
    return [logins[place % len(logins)] for place in range(OFFICERS)]


def _listing(names):
    script = (
        "import json; from minzhi.records.units.models import Post; "
        "from minzhi.records.units.roles import ADMINISTRATORS; posts = Post.objects.exclude(role__in=ADMINISTRATORS); "
        f"open('{names}', 'w').write(json.dumps(sorted(set(posts.values_list('officer__account__login', flat=True)))))"
    )
    return f'python -m django shell --settings minzhi.site.settings --command "{script}"'
