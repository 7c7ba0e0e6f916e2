"""The journal's statements in SQLite's spelling, written by tools/store_statements.py."""

CONTRACT_CHAINS = (
    "WITH RECURSIVE events(chain) AS (SELECT min(event.chain) AS chain FROM event UNION ALL "
    "SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE event.chain > events.chain) "
    "AS anon_1 FROM events WHERE events.chain IS NOT NULL), payloads(chain) AS (SELECT "
    "min(payload.chain) AS chain FROM payload UNION ALL SELECT (SELECT min(payload.chain) "
    "AS min_2 FROM payload WHERE payload.chain > payloads.chain) AS anon_2 FROM payloads "
    "WHERE payloads.chain IS NOT NULL) SELECT events.chain FROM events WHERE (events.chain "
    "NOT IN ('calendar', 'store')) UNION SELECT payloads.chain FROM payloads WHERE "
    "(payloads.chain NOT IN ('calendar', 'store')) ORDER BY chain"
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
ROWS_BUT = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN event AS b ON "
    "b.chain = e.chain AND b.seq = e.seq - 1 WHERE e.chain = ? AND e.seq IN (SELECT "
    "event.seq FROM event WHERE event.chain = ? AND event.kind < ? UNION ALL SELECT "
    "event.seq FROM event WHERE event.chain = ? AND event.kind > ? AND event.kind < ? UNION "
    "ALL SELECT event.seq FROM event WHERE event.chain = ? AND event.kind > ? UNION ALL "
    "SELECT max(event.seq) AS max_1 FROM event WHERE event.chain = ?) ORDER BY e.seq"
)
ROW_AT = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN event AS b ON "
    "b.chain = e.chain AND b.seq = e.seq - 1 WHERE e.chain = ? AND e.seq = ?"
)
NAMING = "SELECT payload.seq FROM payload WHERE payload.chain = ? AND instr(payload.body, ?) > 0"
HIGHEST = (
    "SELECT max(CAST(substr(payload.body, instr(payload.body, ?) + length(?)) AS INTEGER)) "
    "AS max_1 FROM payload WHERE payload.chain = ? AND instr(payload.body, ?) > 0"
)
LENGTH = "SELECT max(event.seq) AS max_1 FROM event WHERE event.chain = ?"
LENGTHS = (
    "WITH RECURSIVE events(chain) AS (SELECT min(event.chain) AS chain FROM event UNION ALL "
    "SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE event.chain > events.chain) "
    "AS anon_1 FROM events WHERE events.chain IS NOT NULL) SELECT sum((SELECT max(f.seq) AS "
    "max_1 FROM event AS f WHERE f.chain = events.chain)) AS sum_1 FROM events"
)
COUNT_OF = (
    "SELECT count(*) AS count_1 FROM (SELECT event.seq AS seq FROM event WHERE event.chain "
    "= ? AND event.kind >= '') AS i"
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
LAST_OF_KIND = (
    "SELECT event.happened_on FROM event WHERE event.chain = ? AND event.kind = ? ORDER BY "
    "event.seq DESC LIMIT 1 OFFSET 0"
)
HASH_OF = "SELECT event.hash FROM event WHERE event.chain = ? AND event.seq = ?"
HEADS = (
    "WITH RECURSIVE events(chain) AS (SELECT min(event.chain) AS chain FROM event UNION ALL "
    "SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE event.chain > events.chain) "
    "AS anon_1 FROM events WHERE events.chain IS NOT NULL) SELECT e.chain, e.seq, e.hash "
    "FROM event AS e JOIN (SELECT events.chain AS chain, (SELECT max(f.seq) AS max_1 FROM "
    "event AS f WHERE f.chain = events.chain) AS seq FROM events WHERE events.chain IS NOT "
    "NULL) AS h ON e.chain = h.chain AND e.seq = h.seq WHERE e.chain != 'store' ORDER BY "
    "e.chain"
)
HEAD_BY = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN event AS b ON "
    "b.chain = e.chain AND b.seq = e.seq - 1 WHERE e.chain = ? AND e.recorded_at <= ? ORDER "
    "BY e.seq DESC LIMIT 1 OFFSET 0"
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
KEYED = (
    "SELECT command_key.chain, command_key.seq FROM command_key WHERE command_key.actor = ? "
    'AND command_key."key" = ? ORDER BY command_key.chain'
)
APPEND_KEY = 'INSERT INTO command_key (chain, actor, "key", seq) VALUES (?, ?, ?, ?)'

# the schema of a store that this version makes, as `SQLiteDriver.schema_digest` tells it
SCHEMA_SHA256 = "9e3b2b01b5642108912af9c4872b95eb028c5fb7a45c970cb839f1eb06138423"
# of a store made before there was anything beside the journal
ALONE_SCHEMA_SHA256 = "5998646ccf0110721fab351aea72d5925b9f8536855d5665d9bbe2aac7f198bc"
# of a store made before there were indexes
BARE_SCHEMA_SHA256 = "45cd22611ab21950931c56a2cd68e5cf7344cb36b15df541f973ca6b1014faf0"

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

INDEXES = ("CREATE INDEX IF NOT EXISTS event_by_kind ON event (chain, kind, seq)",)

CREATE_ASIDE = (
    "CREATE TABLE chain_head (\n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tseq INTEGER NOT NULL, \n"
    "\thash VARCHAR NOT NULL, \n"
    "\trecorded_at VARCHAR NOT NULL, \n"
    "\tbanded_seq INTEGER NOT NULL, \n"
    "\tbanded_until VARCHAR NOT NULL, \n"
    "\tbanded_on VARCHAR NOT NULL, \n"
    "\tsealed_seq INTEGER NOT NULL, \n"
    "\tPRIMARY KEY (chain)\n"
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
    "CREATE TABLE command_key (\n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tactor VARCHAR NOT NULL, \n"
    '\t"key" VARCHAR NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\tPRIMARY KEY (chain, actor, "key")\n'
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
)

INDEXES_ASIDE = (
    "CREATE INDEX IF NOT EXISTS chain_head_on ON chain_head (banded_on)",
    "CREATE INDEX IF NOT EXISTS chain_head_stale ON chain_head (chain) WHERE seq <> banded_seq",
    "CREATE INDEX IF NOT EXISTS chain_head_until ON chain_head (banded_until)",
)
