"""Made-up patents of Fujian for the demonstration, marked as such: a few at once, the rest by the worker.

Upon them a subject database with its taxonomy, and a strategy that somebody follows.
"""

from datetime import date

from django.db import transaction

from minzhi.engines.search.actions import save_strategy
from minzhi.engines.search.following import follow
from minzhi.engines.search.jobs import fill_demonstration
from minzhi.engines.search.keeping import rebuild
from minzhi.engines.search.models import SubjectNode
from minzhi.engines.search.subjects import add_branch, open_subject
from minzhi.records.rights.actions import take_synthetic
from minzhi.records.units.actors import Actor

AT_ONCE, SHOWN = 2_000, 20_000
BRANCHES = (
    ("茶叶加工", "", "IPC=A23F"),
    ("做青和发酵", "茶叶加工", "IPC=A23F AND TIABC=(萎凋 OR 发酵)"),
    ("烘焙", "茶叶加工", "IPC=A23F AND TIABC=烘焙"),
    ("海水养殖", "", "IPC=A01K"),
    ("投饵和增氧", "海水养殖", "IPC=A01K AND TIABC=(投饵机 OR 增氧机)"),
)
"""Branch, the branch above it, strategy."""


def demonstrate(*, seed: int, on: date, count: int = SHOWN, at_once: int = AT_ONCE) -> int:
    """Take in the first made-up patents and index them; the worker takes in the rest. Returns how many at once."""
    with transaction.atomic():
        done = take_synthetic(0, min(at_once, count), count, seed=seed, on=on)
        if done < count:
            fill_demonstration.enqueue(done, count, seed, on.isoformat())
    rebuild()
    return done


def show_work(*, by: Actor, on: date) -> None:
    """Open a subject database for everybody, and keep a strategy that its post follows."""
    base = open_subject(
        "福建特色农业专利（演示）",
        "演示用：茶叶和海水养殖，数据是合成的。",
        cycle_days=30,
        is_public=True,
        by=by,
        on=on,
    )
    made: dict[str, SubjectNode | None] = {"": None}
    for title, above, text in BRANCHES:
        made[title] = add_branch(base, title, text, parent=made[above], by=by, on=on)
    follow(save_strategy("电池隔膜（演示）", "TIABC=(电池 AND 隔膜)", by=by, on=on), by=by, on=on)
