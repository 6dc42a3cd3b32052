"""Names of applicants and agencies: what they consist of, and which of them are one party; pure."""
