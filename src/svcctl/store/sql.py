"""Every SQL statement of the journal, in SQLite's spelling."""

READ_PRAGMAS = ("PRAGMA busy_timeout = 15000", "PRAGMA foreign_keys = ON")
WRITE_PRAGMAS = (*READ_PRAGMAS, "PRAGMA synchronous = FULL")
SCHEMA_VERSION = 1
APPLICATION_ID = 0x73766363  # "svcc": tells a store from any other SQLite file

FACTS = """SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, p.body
FROM event e LEFT JOIN payload p ON p.chain = e.chain AND p.seq = e.seq
WHERE e.chain = ? ORDER BY e.seq"""
CONTRACT_CHAINS = "SELECT DISTINCT chain FROM event WHERE chain NOT IN ('calendar', 'store') ORDER BY chain"
ROWS = """SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, e.payload_digest, e.prev_hash, e.hash,
p.salt, p.body
FROM event e LEFT JOIN payload p ON p.chain = e.chain AND p.seq = e.seq ORDER BY e.chain, e.seq"""
ROWS_OF = ROWS.replace("ORDER BY", "WHERE e.chain = ? ORDER BY")
COUNT = "SELECT count(*) FROM event"
STRAY_PAYLOADS = """SELECT p.chain, p.seq FROM payload p
LEFT JOIN event e ON e.chain = p.chain AND e.seq = p.seq WHERE e.chain IS NULL"""
LAST = """SELECT chain, seq, kind, happened_on, recorded_at, actor, payload_digest, prev_hash, hash
FROM event WHERE chain = ? ORDER BY seq DESC LIMIT 1"""
HEAD_BY = """SELECT chain, seq, hash FROM event WHERE chain = ? AND recorded_at <= ? ORDER BY seq DESC LIMIT 1"""
APPEND_EVENT = """INSERT INTO event (chain, seq, kind, happened_on, recorded_at, actor, payload_digest, prev_hash, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
APPEND_PAYLOAD = "INSERT INTO payload (chain, seq, salt, body) VALUES (?, ?, ?, ?)"
HAS_EVIDENCE = "SELECT 1 FROM evidence WHERE digest = ?"
APPEND_EVIDENCE = "INSERT INTO evidence (digest, content) VALUES (?, ?)"
EVIDENCE = "SELECT digest, content FROM evidence ORDER BY digest"
EVIDENCE_CONTENT = "SELECT content FROM evidence WHERE digest = ?"
SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
TABLES = ("event", "payload", "evidence")

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
_CHAIN_GUARD = """CREATE TRIGGER event_append BEFORE INSERT ON event WHEN
NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM event WHERE chain = NEW.chain), 0)
OR NEW.prev_hash IS NOT
  coalesce((SELECT hash FROM event WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1), '{genesis}')
OR NEW.recorded_at < coalesce((SELECT recorded_at FROM event WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END"""


def triggers(genesis: str) -> list[str]:
    """The triggers that let rows be added at the end of a chain, and nothing else; INSERT OR REPLACE included."""
    guards = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {_REFUSE.format(table=table)}"
        for table in TABLES
        for act in ("UPDATE", "DELETE")
    ]
    guards.append(_CHAIN_GUARD.format(genesis=genesis))
    for table, same in (
        ("payload", "chain = NEW.chain AND seq = NEW.seq"),
        ("evidence", "digest = NEW.digest"),
    ):
        guards.append(
            f"CREATE TRIGGER {table}_append BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {_REFUSE.format(table=table)}"
        )
    return guards
