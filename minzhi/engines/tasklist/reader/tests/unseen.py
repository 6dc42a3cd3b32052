"""Scores the reader on documents with gold made by hand.

``python -m minzhi.engines.tasklist.reader.tests.unseen FILE…`` prints what is not whole, and the score. A file is a
list of ``{name, text, tasks}`` as ``unseen.yaml``: `tasks` are in their order the first words of what is asked, and the
units; a unit that leads by the notice's own word ends in ``*``. To measure, write the gold before the reader has seen
the document, and count the first run only.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from minzhi.engines.tasklist.reader import Notice, read
from minzhi.engines.tasklist.reader.notice import Task

Gold = list[dict[str, list[str]]]


@dataclass(frozen=True)
class Score:
    """How many tasks the gold has, how many were found, with all their units and no others, and with who leads.

    `extra` are tasks that the gold has not; one that names nobody (各有关部门) may stand or not.
    """

    tasks: int
    found: int
    exact: int
    roles: int
    extra: int

    @property
    def whole(self) -> bool:
        return self.tasks == self.found == self.exact == self.roles and not self.extra


def units(task: Task) -> list[str]:
    return [unit.name + ("*" if unit.role == "lead" and not unit.presumed else "") for unit in task.units]


def score(gold: Gold, notice: Notice) -> Score:
    """Compare: a task is found by the first task not yet taken whose title or words hold the gold's first words."""
    left, pairs = list(notice.tasks), []
    for wanted, names in (item for each in gold for item in each.items()):
        said = (task for task in left if wanted in task.title + "\n" + "".join(each.text for each in task.sentences))
        if task := next(said, None):
            left.remove(task)
            pairs.append(({name.rstrip("*") for name in names}, set(names), task))
    exact = [(names, task) for bare, names, task in pairs if bare == {unit.name for unit in task.units}]
    roles = sum(names == set(units(task)) for names, task in exact)
    return Score(len(gold), len(pairs), len(exact), roles, sum(bool(task.units) for task in left))


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        whole = Score(0, 0, 0, 0, 0)
        for given in yaml.safe_load(path.read_text("utf-8")):
            notice = read(given["text"].replace("｜", "\t").encode(), name=given["name"])
            one = score(given["tasks"], notice)
            whole = Score(*(getattr(whole, name) + getattr(one, name) for name in Score.__annotations__))
            lines = [] if one.whole else [given["name"], one, *((task.title, units(task)) for task in notice.tasks)]
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.write(f"{path}: {whole}\n")


if __name__ == "__main__":
    main()
