"""Writes the READMEs' table of what is built and what is planned, from the task list and the rooms' folders."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "minzhi" / "programmes"
CARD = {"__init__.py", "apps.py", "__pycache__", "README.md"}
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
READMES = {
    "README.md": ("| | Task of the notice | Programmes built | Programmes planned |", "title_en"),
    "README.zh.md": ("| | 清单任务 | 已建业务 | 待建业务 |", "title"),
}


def is_built(room: Path) -> bool:
    """Tell whether a room holds more than its card."""
    return any(each.name not in CARD for each in room.iterdir())


def title(room: Path) -> str:
    """Return the Chinese title on a room's card."""
    (card,) = [node for node in ast.parse((room / "apps.py").read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
    (given,) = [node.value for node in card.body if isinstance(node, ast.Assign) and _names(node) == ["verbose_name"]]
    return str(ast.literal_eval(given.args[0] if isinstance(given, ast.Call) else given))


def _names(node: ast.Assign) -> list[str]:
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def tasks() -> list[dict[str, Any]]:
    """Return the task list's files in the order of the notice."""
    folder = ROOT / "minzhi" / "provinces" / "fujian" / "tasklists" / "2023"
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]


def rows(column: str) -> Iterator[str]:
    """Yield the table's rows in the language of ``column``."""
    for task in tasks():
        rooms = [ROOMS / key for key in sorted({measure["programme"] for measure in task["measures"]})]
        named = {room: title(room) if column == "title" else room.name.replace("_", " ") for room in rooms}
        cells = [
            ", ".join(name for room, name in named.items() if is_built(room) == built) or "·" for built in (True, False)
        ]
        yield f"| {task['task']} | {task[column]} | {cells[0]} | {cells[1]} |"


def renewed(name: str) -> str:
    """Return a README's text with its table made anew."""
    before, _begin, rest = (ROOT / name).read_text("utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    heading, column = READMES[name]
    table = "\n".join([heading, "|--:|--|--|--|", *rows(column)])
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


if __name__ == "__main__":
    for readme in READMES:
        (ROOT / readme).write_text(renewed(readme), "utf-8")
