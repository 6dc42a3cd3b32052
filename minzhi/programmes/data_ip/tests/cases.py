"""Applications as tests tell them: whole forms, and the steps that most tests take first."""

import hashlib
from datetime import date

from minzhi.engines.casework import api as casework
from minzhi.kit.numbers import credit_check
from minzhi.programmes.data_ip.queries import OBJECTION, REGISTRATION

CODE = "91350100MA0000000" + credit_check("91350100MA0000000")
HASH = hashlib.sha256("茶园传感数据".encode()).hexdigest()
OTHER = hashlib.sha256("另一份数据".encode()).hexdigest()
TEA = {
    "received_on": "2023-09-01", "title": "茶园传感数据集", "who": "武夷样例茶业有限公司", "who_kind": "firm",
    "credit_code": CODE, "contact": "13800001234", "industry": "A0164",
    "scene": "茶园灌溉，面向茶农，解决缺水判断",
    "source": "collected", "source_proof": "自有传感器每十分钟采集", "personal": "none",
    "structure": "时间、温度、湿度",
    "format": "csv", "rows": "120000", "update_frequency": "每日", "update_period": "3y",
    "rules_summary": "滑动平均后按阈值分级", "deposit_platform": "本平台", "deposit_number": "CZ1",
    "deposit_algorithm": "sha256", "deposit_hash": HASH, "deposit_at": "2023-08-20 09:30", "undertaking": True,
}  # fmt: skip
LOGISTICS = {
    **TEA, "title": "物流轨迹数据集", "source": "bought", "source_proof": "合同（样例）", "contract_ends": "2025-03-31",
}  # fmt: skip
OBJECTION_FORM = {
    "received_on": "2023-09-28", "who": "样例竞争者有限公司", "contact": "13900001234", "ground": "earlier_deposit",
    "facts": "同样的字段早已存证", "earlier_hash": OTHER, "earlier_at": "2023-05-01 10:00",
}  # fmt: skip


def applied(by, form=TEA, *, on=date(2023, 9, 1)):
    return casework.start(REGISTRATION, unit=by.unit, by=by, on=on, form={**form, "received_on": on.isoformat()})


def publicised(by, form=TEA, *, on=date(2023, 9, 18)):
    case = casework.carry_out(applied(by, form), "accept", by=by, on=date(2023, 9, 4))
    return casework.carry_out(case, "publicise", by=by, on=on, form={"publicity_term": "10wd"})


def registered(by, head, form=TEA, *, shown=date(2023, 9, 18), on=date(2023, 10, 9), days="1095d"):
    case = casework.carry_out(publicised(by, form, on=shown), "clear", by=by, on=on)
    return casework.carry_out(case, "register", by=head, on=on, form={"validity": days})


def objected(by, case, *, on=date(2023, 9, 28), **said):
    form = {**OBJECTION_FORM, "received_on": on.isoformat(), "publicity_number": case.number, **said}
    return casework.start(OBJECTION, unit=by.unit, by=by, on=on, form=form)
