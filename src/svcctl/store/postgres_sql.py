"""The journal's statements in PostgreSQL's spelling, written by tools/store_statements.py."""

CONTRACT_CHAINS = (
    "SELECT chain_head.chain FROM chain_head WHERE (chain_head.chain NOT IN ('calendar', "
    "'store')) ORDER BY chain_head.chain"
)
TWO_CONTRACTS = (
    "SELECT chain_head.chain FROM chain_head WHERE (chain_head.chain NOT IN ('calendar', "
    "'store')) LIMIT 2 OFFSET 0"
)
ROWS = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq ORDER BY e.chain, e.seq"
)
ROWS_AMONG = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain >= %s AND e.chain < "
    "%s ORDER BY e.chain, e.seq"
)
ROWS_OF = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body FROM event AS e LEFT OUTER JOIN "
    "payload AS p ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain = %s ORDER BY "
    "e.chain, e.seq"
)
ROWS_BUT = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN LATERAL "
    "(SELECT b.seq AS seq, b.recorded_at AS recorded_at, b.hash AS hash FROM event AS b "
    "WHERE b.chain = e.chain AND b.seq < e.seq ORDER BY b.seq DESC LIMIT 1 OFFSET 0) AS b "
    "ON true WHERE e.chain = %s AND e.seq IN (SELECT event.seq FROM event WHERE event.chain "
    "= %s AND event.kind < %s UNION ALL SELECT event.seq FROM event WHERE event.chain = %s "
    "AND event.kind > %s AND event.kind < %s UNION ALL SELECT event.seq FROM event WHERE "
    "event.chain = %s AND event.kind > %s UNION ALL SELECT max(event.seq) AS max_1 FROM "
    "event WHERE event.chain = %s) ORDER BY e.seq"
)
ROW_AT = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN LATERAL "
    "(SELECT b.seq AS seq, b.recorded_at AS recorded_at, b.hash AS hash FROM event AS b "
    "WHERE b.chain = e.chain AND b.seq < e.seq ORDER BY b.seq DESC LIMIT 1 OFFSET 0) AS b "
    "ON true WHERE e.chain = %s AND e.seq = %s"
)
STORE_LIFE = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN LATERAL "
    "(SELECT b.seq AS seq, b.recorded_at AS recorded_at, b.hash AS hash FROM event AS b "
    "WHERE b.chain = e.chain AND b.seq < e.seq ORDER BY b.seq DESC LIMIT 1 OFFSET 0) AS b "
    "ON true WHERE e.chain = 'store' AND e.kind IN ('store-created', 'store-used', "
    "'store-moved', 'store-reopened') ORDER BY e.seq"
)
NAMING = "SELECT payload.seq FROM payload WHERE payload.chain = %s AND strpos(payload.body, %s) > 0"
SAYING = "SELECT payload.chain FROM payload WHERE strpos(payload.body, %s) > 0"
HIGHEST = (
    "SELECT max(CAST(substring(substr(payload.body, strpos(payload.body, %s) + length(%s)) "
    "from '^[0-9]+') AS INTEGER)) AS max_1 FROM payload WHERE payload.chain = %s AND "
    "strpos(payload.body, %s) > 0"
)
LENGTH = "SELECT max(event.seq) AS max_1 FROM event WHERE event.chain = %s"
LENGTHS = "SELECT sum(chain_head.seq) AS sum_1 FROM chain_head"
COUNT_OF = (
    "SELECT count(*) AS count_1 FROM (SELECT event.seq AS seq FROM event WHERE event.chain "
    "= %s AND event.kind >= '') AS i"
)
LAST_SAID = "SELECT max(chain_head.seq) AS max_1 FROM chain_head WHERE chain_head.chain = %s"
COUNT = "SELECT count(*) AS count_1 FROM event"
STRAY_PAYLOADS = (
    "SELECT p.chain, p.seq FROM payload AS p LEFT OUTER JOIN event AS e ON p.chain = "
    "e.chain AND p.seq = e.seq WHERE e.chain IS NULL"
)
WRITER_OF = (
    "SELECT p.body FROM event AS e JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq "
    "WHERE e.chain = 'store' AND e.kind IN ('store-created', 'store-used') AND "
    "e.recorded_at <= (SELECT f.recorded_at FROM event AS f WHERE f.chain = %s AND f.seq = "
    "%s) ORDER BY e.seq DESC LIMIT 1 OFFSET 0"
)
LAST = (
    "SELECT event.chain, event.seq, event.kind, event.happened_on, event.recorded_at, "
    "event.actor, event.payload_digest, event.prev_hash, event.hash FROM event WHERE "
    "event.chain = %s ORDER BY event.seq DESC LIMIT 1 OFFSET 0"
)
ANY_BETWEEN = (
    "SELECT event.kind FROM event WHERE event.chain = %s AND event.kind >= %s AND "
    "event.kind <= %s LIMIT 1 OFFSET 0"
)
LAST_OF_KIND = (
    "SELECT event.happened_on FROM event WHERE event.chain = %s AND event.kind = %s ORDER "
    "BY event.seq DESC LIMIT 1 OFFSET 0"
)
HASH_OF = "SELECT event.hash FROM event WHERE event.chain = %s AND event.seq = %s"
HEADS = (
    "SELECT chain_head.chain, chain_head.seq, chain_head.hash FROM chain_head WHERE "
    "chain_head.chain != 'store' ORDER BY chain_head.chain"
)
HEAD_BY = (
    "SELECT e.chain, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor, "
    "e.payload_digest, e.prev_hash, e.hash, p.salt, p.body, b.seq AS seq_before, "
    "b.recorded_at AS recorded_before, b.hash AS hash_before FROM event AS e LEFT OUTER "
    "JOIN payload AS p ON p.chain = e.chain AND p.seq = e.seq LEFT OUTER JOIN LATERAL "
    "(SELECT b.seq AS seq, b.recorded_at AS recorded_at, b.hash AS hash FROM event AS b "
    "WHERE b.chain = e.chain AND b.seq < e.seq ORDER BY b.seq DESC LIMIT 1 OFFSET 0) AS b "
    "ON true WHERE e.chain = %s AND e.recorded_at <= %s ORDER BY e.seq DESC LIMIT 1 OFFSET "
    "0"
)
ASIDES = (
    "SELECT aside.chain, aside.seq, aside.salt, aside.body FROM aside ORDER BY aside.chain, "
    "aside.seq"
)
ASIDES_OF = "SELECT aside.seq, aside.salt, aside.body FROM aside WHERE aside.chain = %s"
HAS_EVIDENCE = (
    "SELECT 1 FROM chain_evidence WHERE chain_evidence.chain = %s AND chain_evidence.digest "
    "= %s AND chain_evidence.kind = %s"
)
EVIDENCE = (
    "SELECT chain_evidence.chain, chain_evidence.digest, chain_evidence.content FROM "
    "chain_evidence ORDER BY chain_evidence.chain, chain_evidence.digest, "
    "chain_evidence.kind"
)
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
MANY = "SELECT chain_head.chain FROM chain_head ORDER BY chain_head.chain LIMIT 1 OFFSET %s"
BAND_STALE = (
    "SELECT chain_head.chain FROM chain_head WHERE seq <> banded_seq AND (chain_head.chain "
    "NOT IN ('calendar', 'store')) UNION ALL SELECT chain_head.chain FROM chain_head WHERE "
    "chain_head.banded_from > %s AND (chain_head.chain NOT IN ('calendar', 'store')) UNION "
    "ALL SELECT chain_head.chain FROM chain_head WHERE chain_head.banded_until > '' AND "
    "chain_head.banded_until <= %s AND (chain_head.chain NOT IN ('calendar', 'store')) "
    "UNION ALL SELECT chain_head.chain FROM chain_head WHERE chain_head.banded_on < %s AND "
    "(chain_head.chain NOT IN ('calendar', 'store')) UNION ALL SELECT chain_head.chain FROM "
    "chain_head WHERE chain_head.banded_on > %s AND (chain_head.chain NOT IN ('calendar', "
    "'store'))"
)
BAND_HEAD = "SELECT chain_head.seq, chain_head.hash FROM chain_head WHERE chain_head.chain = %s"
HEADS_ASTRAY = (
    "SELECT chain_head.chain FROM chain_head WHERE chain_head.seq != coalesce((SELECT "
    "max(event.seq) AS max_1 FROM event WHERE event.chain = chain_head.chain), 0)"
)
CHAINS_ASTRAY = "SELECT 1 WHERE false"
HEAD_CHAINS = (
    "SELECT chain_head.chain FROM chain_head WHERE (chain_head.chain NOT IN ('calendar', "
    "'store')) ORDER BY chain_head.chain"
)
BAND_KEPT = (
    "UPDATE chain_head SET banded_seq=%s, banded_from=%s, banded_until=%s, banded_on=%s "
    "WHERE chain_head.chain = %s"
)
BAND_FORGET = (
    "UPDATE chain_head SET banded_seq=%s, banded_from=%s, banded_until=%s, banded_on=%s "
    "WHERE chain_head.banded_seq != 0"
)
BAND_DROP = "DELETE FROM band WHERE band.chain = %s"
BAND_DROP_ONE = "DELETE FROM band WHERE band.chain = %s AND band.list = %s AND band.place = %s"
BAND_EMPTY = "DELETE FROM band"
BAND_ADD = (
    "INSERT INTO band (list, chain, place, state, due, number, since, conditional, amount, "
    'added, reduced, "offset", paid, outstanding, overpaid, retained, disputed, mark, '
    "text_mark, body, text) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, "
    "%s, %s, %s, %s, %s, %s, %s)"
)
BAND_COUNT = (
    "SELECT count(*) AS count_1 FROM band WHERE band.list = %s AND (band.state, band.due) "
    "<= (%s, %s)"
)
BAND_IS_LATE = "SELECT 1 FROM band WHERE band.list = %s AND band.state = 0 LIMIT 1 OFFSET 0"
BAND_FIRST = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND (band.state, "
    "band.due) <= (%s, %s) ORDER BY band.state, band.due, band.chain, band.place LIMIT %s "
    "OFFSET 0"
)
BAND_IN_TIME = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND (band.state, "
    "band.due) <= (%s, %s) ORDER BY band.state, band.due, band.chain, band.place"
)
BAND_LISTED = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND (band.state, "
    "band.due) <= (%s, %s) ORDER BY band.state, band.due, band.chain, band.place"
)
BAND_NUMBERED = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND (band.state < %s "
    "OR band.due <= %s) ORDER BY band.due, band.number, band.chain, band.place"
)
BAND_TOLD = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, "
    "band.text_mark, band.text FROM band WHERE band.list = %s AND (band.state < %s OR "
    "band.due <= %s) ORDER BY band.due, band.number, band.chain, band.place"
)
BAND_MARKS = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, "
    "band.text_mark, band.mark, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s ORDER BY band.chain, "
    "band.place"
)
BAND_OF = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s ORDER BY band.chain, "
    "band.place"
)
BAND_LACKING = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND band.due = %s AND "
    "band.number > '' ORDER BY band.number, band.chain, band.place"
)
BAND_ABOUT = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.list = %s AND band.chain = %s"
)
BAND_CHAIN = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.chain = %s ORDER BY band.list, "
    "band.place"
)
BAND_TEXT = (
    "SELECT band.list, band.chain, band.place, band.state, band.due, band.number, "
    'band.since, band.conditional, band.amount, band.added, band.reduced, band."offset", '
    "band.paid, band.outstanding, band.overpaid, band.retained, band.disputed, band.mark, "
    "band.text_mark, band.body, band.text, chain_head.seq, chain_head.banded_seq, "
    "chain_head.banded_from, chain_head.banded_until, chain_head.banded_on FROM band JOIN "
    "chain_head ON chain_head.chain = band.chain WHERE band.chain = %s AND band.list = %s "
    "AND band.place = %s"
)
EVIDENCE_CONTENT = (
    "SELECT chain_evidence.content FROM chain_evidence WHERE chain_evidence.digest = %s "
    "LIMIT 1 OFFSET 0"
)
KEYED = (
    "SELECT command_key.chain, command_key.seq, command_key.typed FROM command_key WHERE "
    "command_key.actor = %s AND command_key.key = %s ORDER BY command_key.chain"
)
BAND_TAKE = (
    "SELECT chain_head.chain, chain_head.seq, chain_head.hash FROM chain_head WHERE "
    "chain_head.chain = any(%s) ORDER BY chain_head.chain FOR UPDATE SKIP LOCKED"
)

CREATE = (
    "CREATE TABLE event (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\tkind TEXT COLLATE "C" NOT NULL, \n'
    '\thappened_on TEXT COLLATE "C" NOT NULL, \n'
    '\trecorded_at TEXT COLLATE "C" NOT NULL, \n'
    '\tactor TEXT COLLATE "C" NOT NULL, \n'
    '\tpayload_digest TEXT COLLATE "C" NOT NULL, \n'
    '\tprev_hash TEXT COLLATE "C" NOT NULL, \n'
    '\thash TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (chain, seq), \n"
    "\tUNIQUE (chain, prev_hash)\n"
    ")\n"
    "\n",
    "CREATE TABLE payload (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\tsalt TEXT COLLATE "C" NOT NULL, \n'
    '\tbody TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (chain, seq), \n"
    "\tFOREIGN KEY(chain, seq) REFERENCES event (chain, seq)\n"
    ")\n"
    "\n",
)

INDEXES = ("CREATE INDEX IF NOT EXISTS event_by_kind ON event (chain, kind, seq)",)

CREATE_APART = (
    "CREATE TABLE aside (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\tsalt TEXT COLLATE "C" NOT NULL, \n'
    '\tbody TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (chain, seq), \n"
    "\tFOREIGN KEY(chain, seq) REFERENCES event (chain, seq)\n"
    ")\n"
    "\n",
)

CREATE_ASIDE = (
    "CREATE TABLE band (\n"
    '\tlist TEXT COLLATE "C" NOT NULL, \n'
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tplace INTEGER NOT NULL, \n"
    "\tstate INTEGER NOT NULL, \n"
    '\tdue TEXT COLLATE "C" NOT NULL, \n'
    '\tnumber TEXT COLLATE "C" NOT NULL, \n'
    '\tsince TEXT COLLATE "C" NOT NULL, \n'
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
    '\tbody TEXT COLLATE "C" NOT NULL, \n'
    '\ttext TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (list, chain, place)\n"
    ")\n"
    "\n",
    "CREATE TABLE chain_evidence (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    '\tdigest TEXT COLLATE "C" NOT NULL, \n'
    '\tkind TEXT COLLATE "C" NOT NULL, \n'
    "\tcontent BYTEA NOT NULL, \n"
    "\tPRIMARY KEY (chain, digest, kind)\n"
    ")\n"
    "\n",
    "CREATE TABLE chain_head (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\thash TEXT COLLATE "C" NOT NULL, \n'
    '\trecorded_at TEXT COLLATE "C" NOT NULL, \n'
    "\tbanded_seq INTEGER NOT NULL, \n"
    '\tbanded_from TEXT COLLATE "C" NOT NULL, \n'
    '\tbanded_until TEXT COLLATE "C" NOT NULL, \n'
    '\tbanded_on TEXT COLLATE "C" NOT NULL, \n'
    "\tsealed_seq INTEGER NOT NULL, \n"
    "\tPRIMARY KEY (chain)\n"
    ")\n"
    "\n",
    "CREATE TABLE command_key (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    '\tactor TEXT COLLATE "C" NOT NULL, \n'
    '\tkey TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    '\ttyped TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (chain, actor, key)\n"
    ")\n"
    "\n",
    "CREATE TABLE grantee (\n"
    '\tlogin TEXT COLLATE "C" NOT NULL, \n'
    '\trole TEXT COLLATE "C" NOT NULL, \n'
    '\thandle TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (login)\n"
    ")\n"
    "\n",
    "CREATE TABLE grantee_chain (\n"
    '\tlogin TEXT COLLATE "C" NOT NULL, \n'
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tPRIMARY KEY (login, chain)\n"
    ")\n"
    "\n",
    "CREATE TABLE kind_right (\n"
    '\trole TEXT COLLATE "C" NOT NULL, \n'
    '\tkind TEXT COLLATE "C" NOT NULL, \n'
    "\tappends BOOLEAN NOT NULL, \n"
    "\treads BOOLEAN NOT NULL, \n"
    "\tfiles BOOLEAN NOT NULL, \n"
    "\tPRIMARY KEY (role, kind)\n"
    ")\n"
    "\n",
    "CREATE TABLE sealed (\n"
    '\tchain TEXT COLLATE "C" NOT NULL, \n'
    "\tseq INTEGER NOT NULL, \n"
    "\tPRIMARY KEY (chain)\n"
    ")\n"
    "\n",
    "CREATE TABLE store_version (\n\tversion INTEGER NOT NULL, \n\tPRIMARY KEY (version)\n)\n\n",
)

INDEXES_ASIDE = (
    "CREATE INDEX IF NOT EXISTS band_by_number ON band (list, due, number)",
    "CREATE INDEX IF NOT EXISTS band_chain ON band (chain)",
    "CREATE INDEX IF NOT EXISTS band_in_time ON band (list, state, due, chain, place)",
    "CREATE INDEX IF NOT EXISTS chain_evidence_digest ON chain_evidence (digest)",
    "CREATE INDEX IF NOT EXISTS chain_head_from ON chain_head (banded_from)",
    "CREATE INDEX IF NOT EXISTS chain_head_on ON chain_head (banded_on)",
    "CREATE INDEX IF NOT EXISTS chain_head_stale ON chain_head (chain) WHERE seq <> banded_seq",
    "CREATE INDEX IF NOT EXISTS chain_head_until ON chain_head (banded_until)",
)
