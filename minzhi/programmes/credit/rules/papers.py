"""The papers of the room: what each says, in the plain skeleton that holds until the office changes it in Word."""

from collections.abc import Iterator

from minzhi.kit.text import mark as _

CASE = (
    ("party", _("当事人")), ("number", _("统一社会信用代码或机构代码")), ("act", _("失信行为")),
    ("document", _("依据文书")), ("document_on", _("文书生效日")),
)  # fmt: skip
BASIS = "依据文书：{{ document }}（{{ document_on }}）。失信行为：{{ act }}。\n"
OF_CASES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    (
        "finding_notice", _("失信行为认定告知书"), (("intended", _("拟认定的内容和依据")),),
        BASIS + "拟认定：{{ intended }}\n你方有权陈述意见、提出异议并附证据；异议期限以本机关书面告知的为准。",
    ),
    (
        "objection_answer", _("信用异议答复书"), (("objection", _("异议和证据")), ("answer", _("答复"))),
        BASIS + "你方提出的异议：{{ objection }}\n答复：{{ answer }}",
    ),
    (
        "finding_decision", _("失信行为认定决定书"), (("decision", _("认定决定和理由")), ("measures", _("管理措施"))),
        BASIS + "决定：{{ decision }}\n管理措施：{{ measures }}\n不服本决定的，可以依法申请行政复议或者提起行政诉讼。",
    ),
    ("not_recorded", _("失信行为不予记入告知书"), (("why", _("理由")),), BASIS + "不予记入，不公示。理由：{{ why }}"),
    ("repair_decision", _("准予信用修复决定书"), (("why", _("理由")),),
     BASIS + "准予修复，自本日起停止公示、共享和使用。理由：{{ why }}"),
    ("repair_refusal", _("不予信用修复决定书"), (("why", _("理由")),), BASIS + "不予修复。理由：{{ why }}"),
    ("removal", _("移出失信名单决定书"), (("why", _("理由")),),
     BASIS + "移出失信名单，停止公示、共享和使用。理由：{{ why }}"),
)  # fmt: skip
OF_DRAWS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    (
        "check_plan", _("双随机抽查计划"),
        (("draws_on", _("抽取日")), ("root", _("名单根值")), ("seed", _("种子")), ("tiers", _("分级和比例")),
         ("objects", _("对象数")), ("officers", _("检查人员数")), ("checklist", _("检查内容"))),
        (
            "抽取日：{{ draws_on }}。对象{{ objects }}个，检查人员{{ officers }}名。\n分级和比例：{{ tiers }}\n"
            "检查内容：{{ checklist }}\n名单根值：{{ root }}\n种子：{{ seed }}"
        ),
    ),
    (
        "check_record", _("抽查记录表"),
        (("object", _("抽查对象")), ("ref", _("编号")), ("tier", _("等级")), ("officers", _("检查人员")),
         ("checked_on", _("检查日")), ("found", _("检查情况")), ("outcome", _("检查结果"))),
        (
            "抽查对象：{{ object }}（{{ ref }}，{{ tier }}）\n检查人员：{{ officers }}　检查日：{{ checked_on }}\n"
            "检查情况：{{ found }}\n检查结果：{{ outcome }}\n当事人意见和签名："
        ),
    ),
    (
        "check_results", _("抽查结果公示"),
        (("draws_on", _("抽取日")), ("seed", _("种子")), ("lines", _("检查结果"))),
        "抽取日：{{ draws_on }}。种子：{{ seed }}。任何人可以用公布的名单和种子重算。\n{{ lines }}",
    ),
)  # fmt: skip


def papers() -> Iterator[tuple[str, str, tuple[tuple[str, str], ...], str]]:
    """Yield every paper: its name, title, fields, and the lines of its skeleton."""
    for name, title, fields, words in OF_CASES:
        yield (
            name,
            title,
            (*CASE, *fields),
            f"# {title}\n@ {{{{ party }}}}：\n{words}\n> {{{{ issuer }}}}\n> {{{{ issued_on }}}}\n",
        )
    for name, title, fields, words in OF_DRAWS:
        head = (("title", _("抽查事项")), *fields)
        yield name, title, head, f"# {title}\n{{{{ title }}}}\n{words}\n> {{{{ issuer }}}}\n> {{{{ issued_on }}}}\n"
