"""Search on a distributed engine (OpenSearch): the same token stream, the same trees, the same answers."""
