"""Pictures as SVG: plain attributes, no style, no script; each says in a sentence what it shows."""

from minzhi.programmes.navigation.rules.drawing.charts import bars, trend
from minzhi.programmes.navigation.rules.drawing.maps import matrix, tiles, tree_map
from minzhi.programmes.navigation.rules.drawing.nets import chain_tree, network

__all__ = ["bars", "chain_tree", "matrix", "network", "tiles", "tree_map", "trend"]
