"""What guards a store on a server: its functions, triggers and policies, and who may run and read what.

Rights are asked of `session_user`: in a function that runs as its owner, `current_user` is the owner.
They come first in every function: a later refusal would tell a stranger that a chain is there.
"""

from collections.abc import Iterable

from svcctl.casebook.kinds import CALENDAR_CHAIN, KINDS, STORE_CHAIN

OWNER = "svcctl_owner"
ROLES = ("finance", "vendor", "auditor")
GROUPS = tuple(f"svcctl_{role}" for role in ROLES)
APPEND_ONLY = ("event", "payload", "aside", "chain_evidence", "command_key")
READ_BY_ALL = ("event", "payload", "chain_evidence", "chain_head", "command_key")

# never a path of somebody else's: a function of that name in it would run with the owner's rights
_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

_FUNCTIONS = f"""
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = '23000'; END $$;

CREATE FUNCTION event_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last chain_head;
BEGIN
SELECT * INTO last FROM chain_head WHERE chain = NEW.chain;
IF NEW.seq IS DISTINCT FROM 1 + coalesce(last.seq, 0)
OR NEW.prev_hash IS DISTINCT FROM coalesce(last.hash, repeat('0', 64))
OR NEW.recorded_at < coalesce(last.recorded_at, '') THEN
RAISE EXCEPTION 'append-only: event' USING ERRCODE = '23000'; END IF;
RETURN NEW; END $$;

CREATE FUNCTION utc(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE FUNCTION row_hash(e event) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT encode(sha256(convert_to('["svcctl-event-1",' || to_json(e.chain) || ',' || e.seq || ','
|| to_json(e.kind) || ',' || to_json(e.happened_on) || ',' || to_json(e.recorded_at) || ','
|| to_json(e.actor) || ',' || to_json(e.payload_digest) || ',' || to_json(e.prev_hash) || ']',
'UTF8')), 'hex') $$;

CREATE FUNCTION payload_digest(salt text, body text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT encode(sha256(convert_to(salt || E'\\n' || body, 'UTF8')), 'hex') $$;

CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE {_DEFINER} AS $$
SELECT role FROM grantee WHERE login = session_user $$;

CREATE FUNCTION my_handle() RETURNS text LANGUAGE sql STABLE {_DEFINER} AS $$
SELECT handle FROM grantee WHERE login = session_user $$;

CREATE FUNCTION my_chains() RETURNS SETOF text LANGUAGE sql STABLE ROWS 10 {_DEFINER} AS $$
SELECT chain FROM grantee_chain WHERE login = session_user
UNION ALL VALUES ('{CALENDAR_CHAIN}'), ('{STORE_CHAIN}') $$;

CREATE FUNCTION told_kinds() RETURNS SETOF text LANGUAGE sql STABLE ROWS 50 {_DEFINER} AS $$
SELECT kind FROM kind_right r JOIN grantee g USING (role) WHERE login = session_user AND reads $$;

CREATE FUNCTION told_files() RETURNS SETOF text LANGUAGE sql STABLE ROWS 50 {_DEFINER} AS $$
SELECT kind FROM kind_right r JOIN grantee g USING (role) WHERE login = session_user AND files $$;

CREATE FUNCTION opened(OUT version int, OUT role text, OUT handle text, OUT keeper boolean,
OUT hidden text[], OUT hidden_files text[]) LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
SELECT max(v.version) INTO version FROM store_version v;
SELECT g.role, g.handle INTO role, handle FROM grantee g WHERE g.login = session_user;
keeper := role IS NULL AND pg_has_role(session_user, '{OWNER}', 'MEMBER');
hidden := array(SELECT kind FROM kind_right r WHERE r.role = opened.role AND NOT reads);
hidden_files := array(SELECT kind FROM kind_right r WHERE r.role = opened.role AND NOT files);
END $$;

CREATE FUNCTION may(the_chain text, the_kind text) RETURNS grantee LANGUAGE plpgsql STABLE
{_DEFINER} AS $$
DECLARE found grantee; own boolean := the_chain IN ('{CALENDAR_CHAIN}', '{STORE_CHAIN}');
BEGIN
SELECT * INTO found FROM grantee WHERE login = session_user;
IF found.role IS NULL AND pg_has_role(session_user, '{OWNER}', 'MEMBER') THEN
  RETURN ROW(session_user, 'keeper', 'keeper')::grantee; END IF;
IF found.role IS NULL OR found.role = 'auditor'
OR the_chain IS NULL
OR found.role = 'vendor' AND NOT EXISTS (SELECT 1 FROM grantee_chain g
   WHERE g.login = session_user AND g.chain = the_chain)
OR the_kind IS NOT NULL AND (
   NOT EXISTS (SELECT 1 FROM kind_right r
     WHERE r.role = found.role AND r.kind = the_kind AND r.appends)
   OR (the_kind LIKE 'store-%') <> (the_chain = '{STORE_CHAIN}')
   OR (the_kind LIKE 'calendar-%') AND the_chain <> '{CALENDAR_CHAIN}'
   OR the_chain = '{CALENDAR_CHAIN}' AND the_kind NOT IN ('calendar-notice', 'fact-retracted'))
THEN RAISE EXCEPTION 'not granted' USING ERRCODE = '42501'; END IF;
RETURN found; END $$;

CREATE FUNCTION hold(the_chain text, waits boolean, OUT held boolean, OUT moment text)
LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who grantee := may(the_chain, NULL);
BEGIN
IF waits THEN
  PERFORM 1 FROM chain_head h WHERE h.chain = the_chain FOR UPDATE;
ELSE
  PERFORM 1 FROM chain_head h WHERE h.chain = the_chain FOR UPDATE SKIP LOCKED;
END IF;
held := FOUND OR NOT EXISTS (SELECT 1 FROM chain_head h WHERE h.chain = the_chain);
moment := utc(clock_timestamp()); END $$;

CREATE FUNCTION put(e event, salt text, body text, aside_salt text, aside_body text)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
INSERT INTO event SELECT e.*;
INSERT INTO payload VALUES (e.chain, e.seq, salt, body);
IF aside_body IS NOT NULL THEN
  INSERT INTO aside VALUES (e.chain, e.seq, aside_salt, aside_body);
END IF;
IF e.seq = 1 THEN
  INSERT INTO chain_head VALUES (e.chain, e.seq, e.hash, e.recorded_at, 0, '', '', '', 0);
ELSE
  UPDATE chain_head h SET seq = e.seq, hash = e.hash, recorded_at = e.recorded_at
  WHERE h.chain = e.chain;
END IF;
IF e.kind IN ('store-heads', 'store-sealed') THEN
  INSERT INTO sealed SELECT key, value::int
  FROM json_each_text(coalesce(body::json -> 'moved', '{{}}'::json))
  ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq;
END IF; END $$;

CREATE FUNCTION append(e event, salt text, body text, aside_salt text DEFAULT NULL,
aside_body text DEFAULT NULL) RETURNS int LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who grantee := may(e.chain, e.kind); last chain_head; target text[];
BEGIN
SELECT * INTO last FROM chain_head h WHERE h.chain = e.chain FOR UPDATE;
IF e.seq <> coalesce(last.seq, 0) + 1 OR e.prev_hash <> coalesce(last.hash, repeat('0', 64)) THEN
  RAISE EXCEPTION 'another came first' USING ERRCODE = '40001'; END IF;
IF who.role <> 'keeper' THEN
  IF e.actor <> who.handle THEN
    RAISE EXCEPTION 'not the handle of this login' USING ERRCODE = '42501'; END IF;
  IF NOT e.recorded_at BETWEEN greatest(utc(now()), last.recorded_at)
  AND greatest(utc(clock_timestamp()), last.recorded_at) THEN
    RAISE EXCEPTION 'not the moment' USING ERRCODE = '23514'; END IF;
  IF e.happened_on <> to_char(e.happened_on::date, 'YYYY-MM-DD')
  OR jsonb_typeof(body::jsonb) <> 'object' OR last.seq IS NULL
  AND e.kind <> 'contract-imported' THEN
    RAISE EXCEPTION 'no such fact' USING ERRCODE = '23514'; END IF;
  IF who.role = 'vendor' AND aside_body IS NOT NULL THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = '42501'; END IF;
  IF (body::jsonb ? 'aside') <> (aside_body IS NOT NULL) THEN
    RAISE EXCEPTION 'not its digest' USING ERRCODE = '23514'; END IF;
  IF who.role = 'vendor' AND e.kind = 'fact-retracted' THEN
    target := regexp_match(body::jsonb ->> 'event', '^(.*)#([0-9]{{1,9}})$');
    IF NOT EXISTS (SELECT 1 FROM event f WHERE f.chain = e.chain AND f.chain = target[1]
    AND f.seq = target[2]::int AND f.actor = who.handle) THEN
      RAISE EXCEPTION 'a fact of another' USING ERRCODE = '42501'; END IF; END IF;
END IF;
IF e.recorded_at < last.recorded_at OR e.payload_digest IS DISTINCT FROM payload_digest(salt, body)
OR e.hash IS DISTINCT FROM row_hash(e) THEN
  RAISE EXCEPTION 'not its hash' USING ERRCODE = '23514'; END IF;
IF aside_body IS NOT NULL THEN
  IF payload_digest(aside_salt, aside_body) IS DISTINCT FROM body::jsonb ->> 'aside' THEN
    RAISE EXCEPTION 'not its digest' USING ERRCODE = '23514'; END IF; END IF;
PERFORM put(e, salt, body, aside_salt, aside_body);
RETURN e.seq; END $$;

CREATE FUNCTION keep(the_chain text, the_seq int, the_digest text, the_content bytea) RETURNS void
LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who grantee := may(the_chain, NULL); e event; said text;
BEGIN
SELECT * INTO e FROM event f WHERE f.chain = the_chain AND f.seq = the_seq;
SELECT p.body INTO said FROM payload p WHERE p.chain = the_chain AND p.seq = the_seq;
IF who.role <> 'keeper' AND e.actor IS DISTINCT FROM who.handle
OR coalesce(strpos(said, the_digest), 0) = 0 OR length(the_digest) <> 64 THEN
  RAISE EXCEPTION 'no fact of this login names it' USING ERRCODE = '42501'; END IF;
IF the_digest <> encode(sha256(the_content), 'hex') THEN
  RAISE EXCEPTION 'not its digest' USING ERRCODE = '23514'; END IF;
INSERT INTO chain_evidence VALUES (the_chain, the_digest, e.kind, the_content)
ON CONFLICT DO NOTHING; END $$;

CREATE FUNCTION note_key(the_chain text, the_actor text, the_key text, the_seq int, typed text)
RETURNS void LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who grantee := may(the_chain, NULL);
BEGIN
IF who.role <> 'keeper' AND the_actor IS DISTINCT FROM who.handle
OR NOT EXISTS (SELECT 1 FROM event f
   WHERE f.chain = the_chain AND f.seq = the_seq AND f.actor = the_actor) THEN
  RAISE EXCEPTION 'no fact of this login' USING ERRCODE = '42501'; END IF;
INSERT INTO command_key VALUES (the_chain, the_actor, the_key, the_seq, typed); END $$;

CREATE FUNCTION own_fact(the_kind text, the_actor text, body text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE e event; last chain_head; salt text := replace(gen_random_uuid()::text, '-', '');
BEGIN
SELECT * INTO last FROM chain_head WHERE chain = '{STORE_CHAIN}';
e := ROW('{STORE_CHAIN}', last.seq + 1, the_kind, left(utc(clock_timestamp()), 10),
  greatest(utc(clock_timestamp()), last.recorded_at), the_actor, payload_digest(salt, body),
  last.hash, '');
e.hash := row_hash(e);
PERFORM put(e, salt, body, NULL, NULL); END $$;

CREATE FUNCTION root_of_sealed() RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE level bytea[] := array(
  SELECT sha256('\\x00'::bytea || convert_to(s.chain || '@' || s.seq || ':' || e.hash, 'UTF8'))
  FROM sealed s JOIN event e USING (chain, seq) ORDER BY s.chain);
BEGIN
WHILE cardinality(level) > 1 LOOP
  level := array(SELECT CASE count(*) WHEN 1 THEN (array_agg(node))[1] ELSE
    sha256('\\x01'::bytea || (array_agg(node ORDER BY place))[1]
      || (array_agg(node ORDER BY place))[2]) END
    FROM unnest(level) WITH ORDINALITY AS each (node, place)
    GROUP BY (place - 1) / 2 ORDER BY (place - 1) / 2);
END LOOP;
RETURN encode(level[1], 'hex'); END $$;

CREATE FUNCTION seal() RETURNS boolean LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who text := coalesce(my_handle(), 'keeper'); moved text;
BEGIN
IF coalesce(my_role(), '') NOT IN ('finance', 'vendor')
AND NOT pg_has_role(session_user, '{OWNER}', 'MEMBER') THEN
  RAISE EXCEPTION 'not granted' USING ERRCODE = '42501'; END IF;
PERFORM 1 FROM chain_head WHERE chain = '{STORE_CHAIN}' FOR UPDATE SKIP LOCKED;
IF NOT FOUND THEN RETURN false; END IF;
WITH gone AS (INSERT INTO sealed AS s SELECT h.chain, h.seq FROM chain_head h
  LEFT JOIN sealed b ON b.chain = h.chain
  WHERE h.chain <> '{STORE_CHAIN}' AND b.seq IS DISTINCT FROM h.seq
  ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq RETURNING s.chain, s.seq)
SELECT string_agg(to_json(chain) || ':' || seq, ',' ORDER BY chain) INTO moved FROM gone;
IF moved IS NULL THEN RETURN false; END IF;
PERFORM own_fact('store-heads', who, '{{"moved":{{' || moved || '}}}}');
PERFORM own_fact('store-sealed', who, '{{"chains":' || (SELECT count(*) FROM sealed)
  || ',"root":"' || root_of_sealed() || '"}}');
RETURN true; END $$;

CREATE FUNCTION used(version text) RETURNS boolean LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE who text := my_handle();
BEGIN
IF coalesce(my_role(), '') NOT IN ('finance', 'vendor') THEN
  RAISE EXCEPTION 'not granted' USING ERRCODE = '42501'; END IF;
IF version !~ '^[0-9][0-9A-Za-z.+-]{{0,39}}$' THEN
  RAISE EXCEPTION 'no version' USING ERRCODE = '23514'; END IF;
PERFORM 1 FROM chain_head WHERE chain = '{STORE_CHAIN}' FOR UPDATE SKIP LOCKED;
IF NOT FOUND OR EXISTS (SELECT 1 FROM event e JOIN payload p USING (chain, seq)
  WHERE e.chain = '{STORE_CHAIN}' AND e.kind IN ('store-created', 'store-used')
  AND p.body::json ->> 'svcctl' = version) THEN RETURN false; END IF;
PERFORM own_fact('store-used', who, '{{"svcctl":' || to_json(version) || '}}');
RETURN true; END $$;
"""
# what a granted login may call; all else is for these to call
CALLED = (
    "opened()", "my_role()", "my_handle()", "my_chains()", "told_kinds()", "told_files()",
    "utc(timestamptz)", "hold(text, boolean)", "append(event, text, text, text, text)", "keep(text, int, text, bytea)",
    "note_key(text, text, text, int, text)", "seal()", "used(text)",
)  # fmt: skip


def functions() -> list[str]:
    """What makes the functions, in an order in which each is there before it is called."""
    return [text.strip() for text in _FUNCTIONS.split(";\n\n") if text.strip()]


def triggers() -> list[str]:
    """The triggers that refuse everybody, the owner too, what is not an append."""
    guards = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {'STATEMENT' if act == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION append_only()"
        for table in APPEND_ONLY
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ]
    chain = "CREATE TRIGGER event_append BEFORE INSERT ON event FOR EACH ROW "
    return [*guards, chain + "EXECUTE FUNCTION event_append()"]


def rights() -> list[str]:
    """Who may read which rows and call what; whoever is not named here may nothing."""
    groups = ", ".join(GROUPS)
    found = [f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC" for name in _signatures()]
    found += [f"GRANT EXECUTE ON FUNCTION {name} TO {groups}" for name in CALLED]
    found += [
        # before any right is asked, it has to be found out that there is none
        "GRANT EXECUTE ON FUNCTION opened() TO PUBLIC",
        f"GRANT SELECT ON {', '.join(READ_BY_ALL)}, aside, kind_right TO {groups}",
        "GRANT UPDATE (banded_seq, banded_from, banded_until, banded_on) ON chain_head TO svcctl_finance",
    ]
    # lists are finance's own: whoever audits must not read what the audited can change unseen
    found += [
        "GRANT SELECT, INSERT, DELETE ON band TO svcctl_finance",
        "ALTER TABLE band ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY finance ON band FOR ALL TO svcctl_finance "
        "USING ((SELECT my_role()) = 'finance') WITH CHECK ((SELECT my_role()) = 'finance')",
    ]
    for table in (*READ_BY_ALL, "aside"):
        found.append(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        found += [
            # a role of its own store: groups are of the whole server
            f"CREATE POLICY {role} ON {table} FOR SELECT TO svcctl_{role} "
            f"USING ((SELECT my_role()) = '{role}'{_of_role(role, table)})"
            for role in ROLES
            # what is the office's own has no policy for suppliers: they see no row of it
            if (role, table) != ("vendor", "aside")
        ]
    found.append(
        "CREATE POLICY bands ON chain_head FOR UPDATE TO svcctl_finance "
        "USING ((SELECT my_role()) = 'finance')"
    )
    return found


def _of_role(role: str, table: str) -> str:
    """What narrows the rows of a table for a role, beside that it has it."""
    if table == "command_key":
        return " AND actor = (SELECT my_handle())"
    if role != "vendor":
        return ""
    own = " AND chain IN (SELECT my_chains())"
    if table == "payload":
        return own + (
            " AND EXISTS (SELECT 1 FROM event e WHERE e.chain = payload.chain"
            " AND e.seq = payload.seq AND e.kind IN (SELECT told_kinds()))"
        )
    return own + " AND kind IN (SELECT told_files())" * (table == "chain_evidence")


def _signatures() -> Iterable[str]:
    """Every function of the store, as GRANT names it."""
    inner = (
        "append_only()", "event_append()", "row_hash(event)", "payload_digest(text, text)",
        "may(text, text)", "put(event, text, text, text, text)", "own_fact(text, text, text)", "root_of_sealed()",
    )  # fmt: skip
    return (*CALLED, *inner)


def kind_rights() -> list[tuple[str, str, bool, bool, bool]]:
    """Role, kind, whether it may be recorded, whether what it says may be read, and its files."""
    found = []
    for name, kind in KINDS.items():
        of_store = name.startswith("store-")
        reads = kind.vendor != "hidden"
        found.append(("vendor", name, kind.vendor == "appends", reads, reads and kind.files))
        # the store's own facts are written by `seal` and `used`
        found.append(("finance", name, not of_store and name != "calendar-adopted", True, True))
        found.append(("auditor", name, False, True, True))
    return found
