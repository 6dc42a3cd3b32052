"""The papers of supervision: what each says until the office changes it in Word."""

from minzhi.kit.text import mark as _

Paper = tuple[str, str, tuple[tuple[str, str], ...], str]
HEAD = (("case", _("案号")), ("party", _("当事人")))
SKELETON = "# %(title)s\n{{ case }}\n{{ party }}：\n%(words)s\n> {{ issuer }}\n> {{ issued_on }}\n"
FACTS, GROUND, WHY = ("facts", _("事实和证据")), ("ground", _("情形")), ("why", _("理由"))
APPEAL = "不服本决定的，可以依法申请行政复议或者提起行政诉讼。"
NO_FINDING = "本函只作了解情况，不是认定。"
PAPERS: tuple[Paper, ...] = (
    ("listing", _("列入经营异常名录决定书"), (FACTS, GROUND),
     "经查：{{ facts }}\n依《专利代理管理办法》第37条（{{ ground }}），决定列入经营异常名录。\n" + APPEAL),
    ("taking_off", _("移出经营异常名录决定书"), (("mended_how", _("改正情况")),),
     "经核实：{{ mended_how }}\n决定移出经营异常名录，列入、移出的记录保留。"),
    ("inquiry", _("情况询问函"),
     (("reasons", _("理由（每行一条）")), ("question", _("询问内容")), ("answer_by", _("说明期限"))),
     "为核实下列情况：\n{{ reasons }}\n请于{{ answer_by }}前书面说明，并提供证据：{{ question }}\n" + NO_FINDING),
    ("inspection_record", _("检查记录表"),
     (("officers", _("执法人员（不少于两人，姓名用顿号分开）")), ("complaint", _("反映的情况")),
      ("checked_on", _("检查日")), ("seen", _("检查情况"))),
     "反映的情况：{{ complaint }}\n检查人员：{{ officers }}　检查日：{{ checked_on }}\n检查情况：{{ seen }}\n当事人："),
    ("talk_notice", _("约谈通知书"),
     (("talk_about", _("约谈事项")), ("talk_on", _("约谈日")), ("talk_place", _("地点"))),
     "请于{{ talk_on }}到{{ talk_place }}接受约谈。事项：{{ talk_about }}"),
    ("talk_record", _("约谈记录"), (("talk_about", _("约谈事项")), ("talk_record", _("约谈情况"))),
     "约谈事项：{{ talk_about }}\n约谈情况：{{ talk_record }}"),
    ("correction_order", _("责令改正通知书"),
     (("findings", _("核查结论和依据")), ("correction", _("改正要求")), ("correction_term", _("改正期限"))),
     "经查：{{ findings }}\n责令改正：{{ correction }}\n改正期限：{{ correction_term }}"),
    ("penalty_notice", _("行政处罚告知书"), (("intended", _("拟作出的处罚及理由、依据")),),
     "本机关拟作出：{{ intended }}\n你有权陈述、申辩；可以要求听证的，自收到之日起五个工作日内提出。"),
    ("penalty_decision", _("行政处罚决定书"),
     (("findings", _("查明的事实和证据")), ("decision", _("决定内容、理由、依据"))),
     "经查明：{{ findings }}\n决定：{{ decision }}\n" + APPEAL),
    ("suspension_proposal", _("提请停止承接新业务、吊销的报告"),
     (("findings", _("查明的事实和证据")), ("proposal", _("提请事项和理由"))),
     "国家知识产权局：\n经查明：{{ findings }}\n提请：{{ proposal }}"),
    ("campaign_plan", _("专项行动部署通知"), (("scope", _("范围和重点")), ("targets", _("检查对象"))),
     "范围：{{ scope }}\n对象：{{ targets }}"),
    ("campaign_report", _("专项行动通报"), (("summary", _("总结")), ("typical", _("典型案例"))),
     "{{ summary }}\n典型案例：{{ typical }}"),
    ("promise", _("信用承诺书"), (("words", _("承诺内容")),), "本机构承诺：{{ words }}"),
)  # fmt: skip
"""Key, title, fields, words."""
