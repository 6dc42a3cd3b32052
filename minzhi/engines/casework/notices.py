"""What the forms of a process say about the personal data they ask for, made from its table."""

from typing import Any

from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import Action
from minzhi.records.privacy.queries import is_personal, notice, shipped_notices


def notice_key(process: str) -> str:
    """Return the name of a process's notice."""
    return f"case-{process.replace('.', '-')}" if process else "case"


def asks_for_people(action: Action) -> bool:
    """Tell whether an act's form asks for data of persons."""
    return any(field.sensitive or is_personal(field.label) for field in action.form)


def notices() -> list[dict[str, Any]]:
    """Return the notice of each process that asks for personal data: casework's words, its own purpose and law."""
    (words,) = (each for each in shipped_notices() if each["form"] == "case")
    latest = {process.name: process for process in sorted(VERSIONS.all(), key=lambda each: each.version)}
    return [
        {
            **words, "form": notice_key(name), "purpose": f"办理「{process.label}」：{words['purpose']}",
            "law": f"{process.law}；{words['law']}",
        }
        for name, process in sorted(latest.items())
        if any(map(asks_for_people, process.actions))
    ]  # fmt: skip


def edition(process: str) -> tuple[str, int] | None:
    """Return name and edition of the notice that a process's forms show today; nothing where there is none."""
    found = notice(notice_key(process)) or notice("case")
    return (found.form, found.edition) if found else None
