"""An entry that another installation sent here, for the sweep of all addresses."""

from datetime import date

from minzhi.engines.register.models import Mirrored


def lay(_province: object, *, on: date) -> None:
    document = {
        "register": "sample", "number": "样例1", "status": "valid", "title": "样例", "holder": "样例", "fields": {},
        "entered_on": on.isoformat(), "valid_until": "", "changed_on": on.isoformat(), "reason": "", "sequence": 1,
    }  # fmt: skip
    named = {"origin": "minzhi.other", "register": "sample", "number": "样例1", "status": "valid"}
    Mirrored.objects.create(**named, leaf=0, document=document, receipt={"size": 1})
