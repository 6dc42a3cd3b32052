"""What this room does: lists and their results, screening and leads, measures; watching, hits, bad faith; policies."""

from minzhi.programmes.filing_order.actions import batches, handling, marks, policies, screening

__all__ = ["batches", "handling", "marks", "policies", "screening"]
