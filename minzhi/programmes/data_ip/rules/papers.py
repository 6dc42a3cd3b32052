"""The papers of registration: what each says until the office changes it in Word."""

from minzhi.kit.text import mark as _

HEAD = (("case", _("案号")), ("who", _("申请人")), ("title", _("数据知识产权名称")))
PAPERS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    ("acceptance", _("受理通知书"), (), "你方的数据知识产权登记申请符合受理条件，决定受理。"),
    ("non_acceptance", _("不予受理通知书"), (("why", _("理由")),), "经审查，不予受理。理由：{{ why }}"),
    (
        "correction",
        _("补正通知书"),
        (("items", _("须补正的全部事项")), ("correction_term", _("补正期限"))),
        "请在{{ correction_term }}内一次补正：{{ items }}。",
    ),
    (
        "publicity",
        _("公示公告"),
        (("scene", _("应用场景")), ("rules_summary", _("算法规则摘要")), ("publicity_term", _("公示期"))),
        (
            "下列数据知识产权登记申请予以公示，公示期{{ publicity_term }}。应用场景：{{ scene }}。"
            "算法规则摘要：{{ rules_summary }}。有异议的，在公示期内写明身份和证据提出。"
        ),
    ),
    (
        "forwarding",
        _("异议转送通知书"),
        (("answer_term", _("答复期限")),),
        "现将对本申请的异议转送你方，请在{{ answer_term }}内答复。逾期不答复的，不影响继续处理。",
    ),
    ("objection_decision", _("异议决定书"), (), "经审查，异议成立，本申请不予登记。"),
    ("refusal", _("不予登记决定书"), (("why", _("理由")),), "经审查，不予登记。理由：{{ why }}"),
    ("announcement", _("登记公告"), (), "本申请公示期满，准予登记，发给数据知识产权登记证书。"),
    (
        "change",
        _("变更公告"),
        (("change_kind", _("变更事项")), ("new_value", _("变更为"))),
        "登记事项变更：{{ change_kind }}变更为{{ new_value }}。",
    ),
    ("renewal", _("续展公告"), (), "本登记准予续展。"),
    ("renewal_refusal", _("不予续展决定书"), (("why", _("理由")),), "不予续展。理由：{{ why }}"),
    ("cancellation", _("注销公告"), (("why", _("理由")),), "本登记予以注销。{{ why }}"),
    ("revocation", _("撤销公告"), (("why", _("理由")),), "本登记予以撤销。{{ why }}"),
)
"""Key, title, what it says besides number, applicant and name, and the words."""
OBJECTION_HEAD = (("case", _("案号")), ("who", _("异议人")), ("publicity_number", _("公示编号")))
OBJECTION_PAPERS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    ("objection_acceptance", _("异议受理通知书"), (), "你方的异议已收到并受理，公示期停止计算。"),
    ("objection_rejection", _("异议决定书"), (("why", _("理由")),), "经审查，异议不成立。理由：{{ why }}"),
)
SKELETON = """# %(title)s
{{ case }}
%(whose)s：{{ who }}
%(words)s
> {{ issuer }}
> {{ issued_on }}
"""
