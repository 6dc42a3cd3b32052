"""Filings: what is compared, screened, explained; pure, over arrays and plain values."""
