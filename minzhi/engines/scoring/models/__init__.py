"""What scoring keeps."""

from minzhi.engines.scoring.models.draws import Draw, Hand, Lot

__all__ = ["Draw", "Hand", "Lot"]
