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
TWO_CONTRACTS = (
    "WITH RECURSIVE events(chain) AS (SELECT min(event.chain) AS chain FROM event UNION ALL "
    "SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE event.chain > events.chain) "
    "AS anon_1 FROM events WHERE events.chain IS NOT NULL) SELECT events.chain FROM events "
    "WHERE (events.chain NOT IN ('calendar', 'store')) LIMIT 2 OFFSET 0"
)
ROWS = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq ORDER BY e.chain, e.seq"
)
ROWS_AMONG = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain >= ? AND e.chain < ? "
    "ORDER BY e.chain, e.seq"
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
STORE_LIFE = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN event AS b ON "
    "b.chain = e.chain AND b.seq = e.seq - 1 WHERE e.chain = 'store' AND e.kind IN "
    "('store-created', 'store-used', 'store-moved', 'store-reopened') ORDER BY e.seq"
)
NAMING = "SELECT payload.seq FROM payload WHERE payload.chain = ? AND instr(payload.body, ?) > 0"
SAYING = "SELECT payload.chain FROM payload WHERE instr(payload.body, ?) > 0"
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
ANY_BETWEEN = (
    "SELECT event.kind FROM event WHERE event.chain = ? AND event.kind >= ? AND event.kind "
    "<= ? LIMIT 1 OFFSET 0"
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
ASIDES = (
    "SELECT aside.chain, aside.seq, aside.salt, aside.body FROM aside ORDER BY aside.chain, "
    "aside.seq"
)
ASIDES_OF = "SELECT aside.seq, aside.salt, aside.body FROM aside WHERE aside.chain = ?"
APPEND_ASIDE = "INSERT INTO aside (chain, seq, salt, body) VALUES (?, ?, ?, ?)"
HAS_EVIDENCE = "SELECT 1 FROM evidence WHERE evidence.digest = ?"
APPEND_EVIDENCE = "INSERT INTO evidence (digest, content) VALUES (?, ?)"
EVIDENCE = "SELECT evidence.digest, evidence.content FROM evidence ORDER BY evidence.digest"
HEADS_FILL = (
    "WITH RECURSIVE events(chain) AS (SELECT min(event.chain) AS chain FROM event UNION ALL "
    "SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE event.chain > events.chain) "
    "AS anon_1 FROM events WHERE events.chain IS NOT NULL) INSERT INTO chain_head (chain, "
    "seq, hash, recorded_at, banded_seq, banded_from, banded_until, banded_on, sealed_seq) "
    "SELECT e.chain, e.seq, e.hash, e.recorded_at, 0, '', '', '', 0 FROM event AS e JOIN "
    "(SELECT events.chain AS chain, (SELECT max(f.seq) AS max_1 FROM event AS f WHERE "
    "f.chain = events.chain) AS seq FROM events WHERE events.chain IS NOT NULL) AS h ON "
    "e.chain = h.chain AND e.seq = h.seq"
)
MANY = "SELECT chain_head.chain FROM chain_head ORDER BY chain_head.chain LIMIT 1 OFFSET ?"
BAND_STALE = (
    "SELECT chain_head.chain FROM chain_head WHERE seq <> banded_seq AND (chain_head.chain "
    "NOT IN ('calendar', 'store')) UNION ALL SELECT chain_head.chain FROM chain_head WHERE "
    "chain_head.banded_from > ? AND (chain_head.chain NOT IN ('calendar', 'store')) UNION "
    "ALL SELECT chain_head.chain FROM chain_head WHERE chain_head.banded_until > '' AND "
    "chain_head.banded_until <= ? AND (chain_head.chain NOT IN ('calendar', 'store')) UNION "
    "ALL SELECT chain_head.chain FROM chain_head WHERE chain_head.banded_on < ? AND "
    "(chain_head.chain NOT IN ('calendar', 'store')) UNION ALL SELECT chain_head.chain FROM "
    "chain_head WHERE chain_head.banded_on > ? AND (chain_head.chain NOT IN ('calendar', "
    "'store'))"
)
BAND_HEAD = "SELECT chain_head.seq, chain_head.hash FROM chain_head WHERE chain_head.chain = ?"
HEADS_ASTRAY = (
    "SELECT chain_head.chain FROM chain_head WHERE chain_head.seq != coalesce((SELECT "
    "max(event.seq) AS max_1 FROM event WHERE event.chain = chain_head.chain), 0)"
)
CHAINS_ASTRAY = (
    "SELECT anon_1.chain FROM (SELECT (SELECT min(event.chain) AS min_1 FROM event WHERE "
    "event.chain > anon_2.chain) AS chain FROM (SELECT '' AS chain UNION ALL SELECT "
    "chain_head.chain AS chain FROM chain_head) AS anon_2) AS anon_1 WHERE anon_1.chain > "
    "'' AND NOT (EXISTS (SELECT 1 FROM chain_head WHERE chain_head.chain = anon_1.chain))"
)
HEAD_CHAINS = (
    "SELECT chain_head.chain FROM chain_head WHERE (chain_head.chain NOT IN ('calendar', "
    "'store')) ORDER BY chain_head.chain"
)
BAND_KEPT = (
    "UPDATE chain_head SET banded_seq=?, banded_from=?, banded_until=?, banded_on=? WHERE "
    "chain_head.chain = ?"
)
BAND_FORGET = (
    "UPDATE chain_head SET banded_seq=?, banded_from=?, banded_until=?, banded_on=? WHERE "
    "chain_head.banded_seq != 0"
)
BAND_DROP = "DELETE FROM band WHERE band.chain = ?"
BAND_DROP_ONE = "DELETE FROM band WHERE band.chain = ? AND band.list = ? AND band.place = ?"
BAND_EMPTY = "DELETE FROM band"
BAND_ADD = (
    "INSERT INTO band (list, chain, place, state, due, number, since, conditional, amount, "
    'added, reduced, "offset", paid, outstanding, overpaid, retained, disputed, mark, '
    "text_mark, body, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?)"
)
BAND_COUNT = (
    "SELECT count(*) AS count_1 FROM band WHERE band.list = ? AND (band.state, band.due) <= (?, ?)"
)
BAND_IS_LATE = "SELECT 1 FROM band WHERE band.list = ? AND band.state = 0 LIMIT 1 OFFSET 0"
BAND_FIRST = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND (band.state, "
    "band.due) <= (?, ?) ORDER BY band.state, band.due, band.chain, band.place LIMIT ? "
    "OFFSET 0"
)
BAND_IN_TIME = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND (band.state, "
    "band.due) <= (?, ?) ORDER BY band.state, band.due, band.chain, band.place"
)
BAND_LISTED = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND (band.state, "
    "band.due) <= (?, ?) ORDER BY band.state, band.due, band.chain, band.place"
)
BAND_NUMBERED = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND (band.state < ? OR "
    "band.due <= ?) ORDER BY band.due, band.number, band.chain, band.place"
)
BAND_TOLD = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, "
    "band.text_mark, CAST(band.text AS BLOB) AS text FROM band WHERE band.list = ? AND "
    "(band.state < ? OR band.due <= ?) ORDER BY band.due, band.number, band.chain, "
    "band.place"
)
BAND_MARKS = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, "
    "band.text_mark, band.mark, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? ORDER BY band.chain, "
    "band.place"
)
BAND_OF = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? ORDER BY band.chain, "
    "band.place"
)
BAND_LACKING = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND band.due = ? AND "
    "band.number > '' ORDER BY band.number, band.chain, band.place"
)
BAND_ABOUT = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = ? AND band.chain = ?"
)
BAND_CHAIN = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.chain = ? ORDER BY band.list, "
    "band.place"
)
BAND_TEXT = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.chain = ? AND band.list = ? AND "
    "band.place = ?"
)
EVIDENCE_CONTENT = "SELECT evidence.content FROM evidence WHERE evidence.digest = ?"
KEYED = (
    "SELECT command_key.chain, command_key.seq, command_key.typed FROM command_key WHERE "
    'command_key.actor = ? AND command_key."key" = ? ORDER BY command_key.chain'
)
APPEND_KEY = 'INSERT INTO command_key (chain, actor, "key", seq, typed) VALUES (?, ?, ?, ?, ?)'

# the schema of a store that this version makes, as `SQLiteDriver.schema_digest` tells it
SCHEMA_SHA256 = "3b6d51dc9ebf92f41ca5f05db54145c5d19f86ff0b0c21e1073c59f0680f3719"
# of a store made before what is the office's own stood apart
LISTED_SCHEMA_SHA256 = "374b7fbb007fd4718017c05afbe21e306628a22e1e2ecde7b391292e9bd65ded"
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

CREATE_APART = (
    "CREATE TABLE aside (\n"
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

CREATE_ASIDE = (
    "CREATE TABLE band (\n"
    "\tlist VARCHAR NOT NULL, \n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tplace INTEGER NOT NULL, \n"
    "\tstate INTEGER NOT NULL, \n"
    "\tdue VARCHAR NOT NULL, \n"
    "\tnumber VARCHAR NOT NULL, \n"
    "\tsince VARCHAR NOT NULL, \n"
    "\tconditional INTEGER NOT NULL, \n"
    "\tamount BIGINT NOT NULL, \n"
    "\tadded BIGINT NOT NULL, \n"
    "\treduced BIGINT NOT NULL, \n"
    '\t"offset" BIGINT NOT NULL, \n'
    "\tpaid BIGINT NOT NULL, \n"
    "\toutstanding BIGINT NOT NULL, \n"
    "\toverpaid BIGINT NOT NULL, \n"
    "\tretained BIGINT NOT NULL, \n"
    "\tdisputed BIGINT NOT NULL, \n"
    "\tmark BIGINT NOT NULL, \n"
    "\ttext_mark BIGINT NOT NULL, \n"
    "\tbody VARCHAR NOT NULL, \n"
    "\ttext VARCHAR NOT NULL, \n"
    "\tPRIMARY KEY (list, chain, place)\n"
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
    "CREATE TABLE chain_head (\n"
    "\tchain VARCHAR NOT NULL, \n"
    "\tseq INTEGER NOT NULL, \n"
    "\thash VARCHAR NOT NULL, \n"
    "\trecorded_at VARCHAR NOT NULL, \n"
    "\tbanded_seq INTEGER NOT NULL, \n"
    "\tbanded_from VARCHAR NOT NULL, \n"
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
    "\ttyped VARCHAR NOT NULL, \n"
    '\tPRIMARY KEY (chain, actor, "key")\n'
    ")\n"
    " WITHOUT ROWID\n"
    "\n",
)

INDEXES_ASIDE = (
    "CREATE INDEX IF NOT EXISTS band_by_number ON band (list, due, number)",
    "CREATE INDEX IF NOT EXISTS band_chain ON band (chain)",
    "CREATE INDEX IF NOT EXISTS band_in_time ON band (list, state, due, chain, place)",
    "CREATE INDEX IF NOT EXISTS chain_head_from ON chain_head (banded_from)",
    "CREATE INDEX IF NOT EXISTS chain_head_on ON chain_head (banded_on)",
    "CREATE INDEX IF NOT EXISTS chain_head_stale ON chain_head (chain) WHERE seq <> banded_seq",
    "CREATE INDEX IF NOT EXISTS chain_head_until ON chain_head (banded_until)",
)
