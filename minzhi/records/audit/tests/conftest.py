from minzhi.records.audit.tests.cast import chen, lin, province, quanzhou

__all__ = ["chen", "lin", "province", "quanzhou"]
