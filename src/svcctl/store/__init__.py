"""The journal and its chains: append-only facts in one SQLite file."""
