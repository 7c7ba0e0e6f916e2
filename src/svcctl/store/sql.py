"""The journal's statements in SQLite's spelling, written by tools/store_statements.py."""

CONTRACT_CHAINS = (
    "SELECT e.chain FROM event AS e WHERE (e.chain NOT IN ('calendar', 'store')) UNION "
    "SELECT p.chain FROM payload AS p WHERE (p.chain NOT IN ('calendar', 'store')) ORDER BY "
    "chain"
)
ROWS = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq ORDER BY e.chain, e.seq"
)
ROWS_OF = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain = ? ORDER BY "
    "e.chain, e.seq"
)
LAST_SAID = "SELECT max(payload.seq) AS max_1 FROM payload WHERE payload.chain = ?"
COUNT = "SELECT count(*) AS count_1 FROM event"
STRAY_PAYLOADS = (
    "SELECT p.chain, p.seq FROM payload AS p LEFT OUTER JOIN event AS e ON p.chain = "
    "e.chain AND p.seq = e.seq WHERE e.chain IS NULL"
)
WRITER_OF = (
    "SELECT p.body FROM event AS e JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq "
    "WHERE e.chain = 'store' AND e.kind IN ('store-created', 'store-used') AND "
    "e.recorded_at <= (SELECT f.recorded_at FROM event AS f WHERE f.chain = ? AND f.seq = "
    "?) ORDER BY e.seq DESC LIMIT 1 OFFSET 0"
)
LAST = (
    "SELECT event.chain, event.seq, event.kind, event.happened_on, event.recorded_at, "
    "event.actor, event.payload_digest, event.prev_hash, event.hash FROM event WHERE "
    "event.chain = ? ORDER BY event.seq DESC LIMIT 1 OFFSET 0"
)
HASH_OF = "SELECT event.hash FROM event WHERE event.chain = ? AND event.seq = ?"
HEADS = (
    "SELECT e.chain, e.seq, e.hash FROM event AS e JOIN (SELECT event.chain AS chain, "
    "max(event.seq) AS seq FROM event GROUP BY event.chain) AS h ON h.chain = e.chain AND "
    "e.seq = h.seq WHERE e.chain != 'store' ORDER BY e.chain"
)
HEAD_BY = (
    "SELECT event.chain, event.seq, event.hash FROM event WHERE event.chain = ? AND "
    "event.recorded_at <= ? ORDER BY event.seq DESC LIMIT 1 OFFSET 0"
)
APPEND_EVENT = (
    "INSERT INTO event (chain, seq, kind, happened_on, recorded_at, actor, payload_digest, "
    "prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
APPEND_PAYLOAD = "INSERT INTO payload (chain, seq, salt, body) VALUES (?, ?, ?, ?)"
HAS_EVIDENCE = "SELECT 1 FROM evidence WHERE evidence.digest = ?"
APPEND_EVIDENCE = "INSERT INTO evidence (digest, content) VALUES (?, ?)"
EVIDENCE = "SELECT evidence.digest, evidence.content FROM evidence ORDER BY evidence.digest"
EVIDENCE_CONTENT = "SELECT evidence.content FROM evidence WHERE evidence.digest = ?"

# the schema of a store that this version makes, as `SQLiteDriver.schema_digest` tells it
SCHEMA_SHA256 = "45cd22611ab21950931c56a2cd68e5cf7344cb36b15df541f973ca6b1014faf0"

CREATE = (
    "CREATE TABLE event (\n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tseq INTEGER NOT NULL, \n"
    "\tkind VARCHAR NOT NULL, \n"
    "\thappened_on VARCHAR NOT NULL, \n"
    "\trecorded_at VARCHAR NOT NULL, \n"
    "\tactor VARCHAR NOT NULL, \n"
    "\tpayload_digest VARCHAR NOT NULL, \n"
    "\tprev_hash VARCHAR NOT NULL, \n"
    "\thash VARCHAR NOT NULL, \n"
    "\tPRIMARY KEY (chain, seq), \n"
    "\tUNIQUE (chain, prev_hash)\n"
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
    "CREATE TABLE evidence (\n"
    "\tdigest VARCHAR NOT NULL, \n"
    "\tcontent BLOB NOT NULL, \n"
    "\tPRIMARY KEY (digest)\n"
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
    "CREATE TABLE payload (\n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tseq INTEGER NOT NULL, \n"
    "\tsalt VARCHAR NOT NULL, \n"
    "\tbody VARCHAR NOT NULL, \n"
    "\tPRIMARY KEY (chain, seq), \n"
    "\tFOREIGN KEY(chain, seq) REFERENCES event (chain, seq)\n"
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
)
