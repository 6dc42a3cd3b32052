"""What a station looks at on a visit, by matter: a list to go by, not a judgement."""

from minzhi.kit.text import mark as _

SHOW = (_("亮明身份，出示执法证"), _("至少两人"))
SUBJECT = (_("核对经营主体"), _("营业执照与登记一致"))
LAWFUL = (_("索取进货凭证"), _("能说明合法来源的，只停止销售"))
STOCK = (_("清点库存和标价"), _("数量、标价、已售数量"))
CHECKS = {
    "passing_off": (
        SHOW, SUBJECT, (_("记录商品上的专利标注"), _("专利号、标注位置、拍照")),
        (_("查看生产日期"), _("终止前标注、终止后销售的，不算假冒")), LAWFUL,
    ),
    "trademark": (SHOW, SUBJECT, (_("记录商品上的商标标识"), _("与注册商标比对，拍照")), STOCK, LAWFUL),
    "event": (
        SHOW, (_("对照标志清单"), _("会徽、吉祥物、名称，拍照")), (_("核对许可"), _("被许可人、商品、期限、地域")),
        (_("查看销售点和广告"), _("店招、海报、线上店铺关键词")), STOCK, LAWFUL,
    ),
    "": (SHOW, SUBJECT, (_("记录现场情况"), _("拍照，写明位置")), STOCK, LAWFUL),
}  # fmt: skip
SHOTS = {"front": _("门头"), "label": _("标注、标识"), "stock": _("库存"), "document": _("凭证"), "other": _("其他")}


def checks(matter: str) -> tuple[tuple[str, str], ...]:
    """Return what to look at, each with its hint; marks of Olympic and special signs are looked at like marks."""
    return CHECKS.get("trademark" if matter in {"olympic", "special_sign"} else matter, CHECKS[""])
