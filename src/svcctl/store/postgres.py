"""The PostgreSQL driver: its statements, locks, guards and failures; a server is not opened yet."""

from svcctl.store import postgres_sql as sql

# a reader sees one state of the store; a writer waits for the writer before it, then reads
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = ("BEGIN", "LOCK TABLE event IN EXCLUSIVE MODE")
# what no one may do to rows that are there, TRUNCATE included
_REFUSE = """CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = '23000'; END $$"""
_CHAIN_GUARD = """CREATE FUNCTION event_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last event%ROWTYPE;
BEGIN
SELECT * INTO last FROM event WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1;
IF NEW.seq IS DISTINCT FROM 1 + coalesce(last.seq, 0)
OR NEW.prev_hash IS DISTINCT FROM coalesce(last.hash, '{genesis}')
OR NEW.recorded_at < coalesce(last.recorded_at, '') THEN
RAISE EXCEPTION 'append-only: event' USING ERRCODE = '23000'; END IF;
RETURN NEW; END $$"""
# by SQLSTATE, its class where the whole is not named (postgresql.org, appendix A)
FAILURES = {
    "08": "store.cannot-open",
    "23": "store.damaged",
    "28": "store.cannot-open",
    "3D": "store.missing",
    "42501": "store.read-only",
    "42P01": "store.not-a-store",
    "25006": "store.read-only",
    "53100": "store.full",
    "55P03": "store.locked",
    "57014": "store.locked",
    "58": "store.disk",
    "XX": "store.damaged",
}


def create(genesis: str) -> tuple[str, ...]:
    """The statements that make an empty database a store: tables, and guards on each."""
    tables = ("event", "evidence", "payload")
    guards = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {'STATEMENT' if act == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION append_only()"
        for table in tables
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ]
    chain = "CREATE TRIGGER event_append BEFORE INSERT ON event FOR EACH ROW "
    return (
        *sql.CREATE,
        *sql.INDEXES,
        _REFUSE,
        _CHAIN_GUARD.replace("{genesis}", genesis),
        *guards,
        chain + "EXECUTE FUNCTION event_append()",
    )


def failure(sqlstate: str) -> str:
    """The key of the words for what a failure means."""
    return FAILURES.get(sqlstate) or FAILURES.get(sqlstate[:2], "store.failed")
