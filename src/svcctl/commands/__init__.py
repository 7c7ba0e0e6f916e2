"""One module a noun: parse, gather, call the core once, show; no arithmetic and no SQL."""
