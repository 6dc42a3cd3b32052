"""What the acts after registration make of the entry: each change with its reason, in the register and in the log."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit.process import FormWrong, NotNow
from minzhi.kit.text import mark
from minzhi.programmes.data_ip import queries
from minzhi.programmes.data_ip.process.forms import HASH
from minzhi.programmes.data_ip.queries import REGISTER
from minzhi.programmes.data_ip.rules.numbers import certificate_number, registration_number
from minzhi.records.numbering.actions import take
from minzhi.records.rights.actions import state
from minzhi.records.rights.models import Right
from minzhi.records.rights.reading.item import ENTRY, Happened, Item, Published, without_blanks
from minzhi.records.units.actors import Actor

PUBLIC = {
    "registration_number": mark("登记号"),
    "industry": mark("所属行业"),
    "scene": mark("应用场景"),
    "source": mark("数据来源"),
    "rules_summary": mark("算法规则摘要"),
    "size": mark("数据规模"),
    "update": mark("更新频率"),
    "publicity": mark("公示编号"),
    "deposit_hash": mark("存证哈希"),
    "licences": mark("许可备案"),
    "pledge": mark("质押"),
}
TITLE = mark("数据知识产权登记簿")
HOME = "CN"
SUMMARY = 400  # characters of a scene that are public


register.declare(
    register.Register(
        REGISTER, TITLE, PUBLIC, lambda year, number: f"{year}-{number}", certificate=mark("数据知识产权登记证书"),
        remark=mark("这是数据知识产权登记，不是数据产权登记。"),
    )
)  # fmt: skip


def enter(case: casework.Case, *, last: date, by: Actor, on: date) -> register.Entry:
    """Enter a right under its certificate number; both numbers count without gaps within their year."""
    pack, said = queries.pack_of(on), case.fields
    serial = take("data_ip.certificate", year=on.year, by=by, on=on, subject=case)
    sequence = take("data_ip.registration_number", year=on.year, by=by, on=on, subject=case)
    number = registration_number(
        year=case.opened_on.year, source=pack["source_codes"].value[str(said["source"])],
        subject=pack["subject_codes"].value[str(said["who_kind"])], sequence=sequence, check=str(pack["check"].value),
    )  # fmt: skip
    registry = str(pack["registry_code"].value)
    given = register.Given(
        number=certificate_number(year=on.year, month=on.month, registry=registry, serial=serial),
        title=str(said["title"]), holder="、".join(filter(None, (str(said["who"]), str(said.get("co_owners") or "")))),
        public=_public(case, number), private={"case": str(case.uid)}, valid_until=last,
    )  # fmt: skip
    entry = register.enter(REGISTER, given, subject=case, unit=case.unit, fact="data_ip.registered", by=by, on=on)
    _state(case, entry.changes.get())
    return entry


def _state(case: casework.Case, change: register.Change) -> None:
    """Let the right itself say what was public of its entry then: it is searched beside patents and marks."""
    document, on = change.document, change.happened_on
    public, is_over = document["fields"], document["status"] in {register.Status.ENDED, register.Status.CANCELLED}
    said = {
        "title": document["title"], "applicants": document["holder"].split("、"),
        "abstract": f"{public['scene']}\n{public['rules_summary']}", "classes": {"industry": [public["industry"]]},
        "filed_on": case.opened_on, "granted_on": document["entered_on"], "state_on": on,
        "state": Right.State.ENDED if is_over else Right.State.IN_FORCE,
    }  # fmt: skip
    shown = {PUBLIC[name]: value for name, value in public.items() if value}
    event = Happened(change.fact.kind.removeprefix("data_ip."), on, change.reason)
    state(
        Item(
            Right.Kind.DATA_SET, HOME, public["registration_number"], on, without_blanks(said),
            (Published(HOME, document["number"], "", change.entry.entered_on),), (event,),
            {**shown, ENTRY: change.entry.get_absolute_url()},
        ),
        source=TITLE, on=on,
    )  # fmt: skip


@transaction.atomic
def state_registered() -> int:
    """Let entries that no right speaks of yet say all that became of them; returns how many there were."""
    entries = list(queries.entries_without_right())
    for entry in entries:
        case = casework.Case.unscoped.get(uid=entry.subject_uid)
        for change in entry.changes.select_related("fact").order_by("sequence"):
            _state(case, change)
    return len(entries)


def _public(case: casework.Case, number: str) -> dict[str, str]:
    said, fields = case.fields, case.table.fields()
    return {
        "registration_number": number, "industry": str(said["industry"]), "scene": str(said["scene"])[:SUMMARY],
        "source": fields["source"].said(said["source"]), "rules_summary": str(said["rules_summary"])[:SUMMARY],
        "size": f"{said['rows']}", "update": str(said["update_frequency"]), "publicity": case.number,
        "deposit_hash": str(said.get("deposit_hash") or ""),
    }  # fmt: skip


def _changed(case: casework.Case, act: casework.Act, fact: str, reason: str, **given: Any) -> register.Entry:  # noqa: ANN401 - as `register.change` takes it
    entry = queries.entry_of(case)
    if entry is None:
        raise NotNow(_("登记簿里没有这一项登记。"))
    entry = register.change(entry, reason=reason[:400], fact=f"data_ip.{fact}", by=act.by, on=act.on, **given)
    _state(case, entry.changes.latest("sequence"))
    return entry


def renewed(case: casework.Case, act: casework.Act, until: date) -> None:
    _changed(case, act, "renewed", _("续展"), valid_until=until)


def _change(case: casework.Case, act: casework.Act) -> None:
    """Change what the register says; other data need their own hash."""
    kind, value, new_hash = str(act.form["change_kind"]), str(act.form["new_value"]), str(act.form.get("new_hash", ""))
    if kind == "data" and not HASH.fullmatch(new_hash):
        raise FormWrong({"new_hash": _("数据内容变更的，请填写新文件的存证哈希。")})
    public: dict[str, str] = {"deposit_hash": new_hash} if new_hash else {}
    if kind == "data":
        public["size"] = value
    if kind == "scene":
        public["scene"] = value[:SUMMARY]
    label = case.table.fields()["change_kind"].said(kind)
    holder = value if kind == "holder" else ""
    _changed(case, act, "changed", f"{label}：{value}　{act.form['why']}", public=public, holder=holder)


def _licence(case: casework.Case, act: casework.Act) -> None:
    """Record a licence; how many and of which kind is public, to whom and for what sum is not."""
    entry = queries.entry_of(case)
    label = case.table.fields()["licence_kind"].said(act.form["licence_kind"])
    before = str(entry.public.get("licences") or "") if entry else ""
    public = {"licences": "；".join(filter(None, (before, f"{act.on} {label}")))}
    _changed(case, act, "licensed", f"{_('许可备案')}　{label}", public=public)


def _pledge(case: casework.Case, act: casework.Act) -> None:
    _changed(case, act, "pledged", _("质押登记"), public={"pledge": f"{act.on} {_('质押登记')}"})


def _release(case: casework.Case, act: casework.Act) -> None:
    _changed(case, act, "released", _("质押解除"), public={"pledge": ""})


def _ending(fact: str, field: str, status: register.Status) -> Callable[[casework.Case, casework.Act], None]:
    def end(case: casework.Case, act: casework.Act) -> None:
        said = case.table.fields()[field].said(act.form[field]) if field else _("届满失效")
        _changed(case, act, fact, said, status=status)

    return end


EFFECTS: dict[str, Callable[[casework.Case, casework.Act], None]] = {
    "change": _change,
    "licence": _licence,
    "pledge": _pledge,
    "release": _release,
    "cancel": _ending("cancelled", "cancel_ground", register.Status.CANCELLED),
    "revoke": _ending("revoked", "revoke_ground", register.Status.CANCELLED),
    "expire": _ending("expired", "", register.Status.ENDED),
}
"""What an act after registration does to the entry."""
