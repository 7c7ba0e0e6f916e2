"""Making a store in a database: roles, tables, guards and rights; and the digest of what was made."""

from typing import TYPE_CHECKING, Any

from svcctl.billing.refusal import Refusal
from svcctl.store import postgres_sql as sql
from svcctl.store.canonical import canonical
from svcctl.store.digest import digest as digest_of
from svcctl.store.place import Server
from svcctl.store.postgres_connecting import FIRST_WITH_ASIDES, SCHEMA_VERSION
from svcctl.store.postgres_guards import GROUPS, OWNER, functions, kind_rights, rights, triggers

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA_SHA256 = "491bea193e1fb925052510c1a9358c94aecc759c5e4b6644c9e1d0523aeded51"
# of the schemas of before, by their numbers
OF_BEFORE = {
    2: "42e268c875eff0b89672eb69a52fa115f39b33e4cb315afa79df3bff6293e83d",
    3: "0e0e7209cfb494d0602691f1375c24a48268fb4e6213d13c5fc98e9381df3352",
}
# from the catalogues, in words that no version of the server spells otherwise
SCHEMA = """
SELECT 'column', c.relname || '.' || a.attname, t.typname::text || a.attnotnull
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
  AND NOT a.attisdropped
UNION ALL SELECT 'index', c.relname, i.indkey::text || i.indisunique
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'public'::regnamespace
UNION ALL SELECT 'function', p.oid::regprocedure::text,
  p.prosrc || p.prosecdef || coalesce(array_to_string(p.proconfig, ';'), '') || p.provolatile::text
  || pg_get_userbyid(p.proowner)
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', c.relname || '.' || g.tgname,
  g.tgfoid::regproc::text || g.tgtype || g.tgenabled::text
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
WHERE NOT g.tgisinternal AND c.relnamespace = 'public'::regnamespace
UNION ALL SELECT 'policy', c.relname || '.' || p.polname,
  p.polcmd::text || p.polpermissive || array_to_string(array(
    SELECT pg_get_userbyid(r) FROM unnest(p.polroles) r ORDER BY 1), ',')
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = 'public'::regnamespace
UNION ALL SELECT 'table', c.relname, c.relrowsecurity || ' ' || pg_get_userbyid(c.relowner)
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
UNION ALL SELECT 'right', p.kind || ' ' || p.role, p.appends || ' ' || p.reads
  || coalesce(' ' || (to_jsonb(p) ->> 'files'), '') FROM kind_right p
UNION ALL SELECT 'grant', r.rolname || ' ' || p.oid::regprocedure,
  has_function_privilege(r.oid, p.oid, 'EXECUTE')::text
FROM pg_proc p, pg_roles r
WHERE p.pronamespace = 'public'::regnamespace AND r.rolname = ANY (%s)
UNION ALL SELECT 'grant', r.rolname || ' ' || c.relname || ' ' || what,
  (has_table_privilege(r.oid, c.oid, what))::text
FROM pg_class c, pg_roles r, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) what
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND r.rolname = ANY (%s)
"""

# what takes the guards of a store away, in an order in which nothing is needed by what is left
GUARDS = f"""
WITH c AS (SELECT * FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  AND pg_get_userbyid(relowner) = '{OWNER}')
SELECT what FROM (
SELECT 1 AS place, format('DROP POLICY %%I ON %%I', p.polname, c.relname) AS what
FROM pg_policy p JOIN c ON c.oid = p.polrelid
UNION ALL SELECT 2, format('DROP TRIGGER %%I ON %%I', g.tgname, c.relname)
FROM pg_trigger g JOIN c ON c.oid = g.tgrelid WHERE NOT g.tgisinternal
UNION ALL SELECT 3, 'DROP FUNCTION ' || p.oid::regprocedure
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
AND pg_get_userbyid(p.proowner) = '{OWNER}'
UNION ALL SELECT 4, format('REVOKE ALL ON %%I FROM %%I', c.relname, r.rolname)
FROM c, pg_roles r WHERE r.rolname = ANY (%s)) each ORDER BY place, what
"""
# what a store of before has not, of tables
APART = (*sql.CREATE_APART, "ALTER TABLE kind_right ADD COLUMN files BOOLEAN NOT NULL")
PATIENCE = "15s"  # for whoever records


def roles() -> list[str]:
    """What makes the owner, who is no login, and the groups; the maker becomes one of its members."""
    each = [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{name}') THEN "
        f"CREATE ROLE {name} NOLOGIN; END IF; END $$"
        for name in (OWNER, *GROUPS)
    ]
    member = (
        f"DO $$ BEGIN IF NOT pg_has_role(current_user, '{OWNER}', 'MEMBER') THEN "
        f"GRANT {OWNER} TO CURRENT_USER; END IF; END $$"
    )
    schema = [
        f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}",
        f"GRANT USAGE ON SCHEMA public TO {', '.join(GROUPS)}",
    ]
    return [*each, member, *schema, f"SET LOCAL ROLE {OWNER}"]


def create() -> list[str]:
    """The statements that make an empty database a store, by its owner."""
    # some functions take a row of a table: they come behind the tables
    return [
        *sql.CREATE,
        *sql.INDEXES,
        *sql.CREATE_APART,
        *sql.CREATE_ASIDE,
        *sql.INDEXES_ASIDE,
        *functions(),
        *triggers(),
        *rights(),
    ]


def make(connection: "Connection[Any]", place: Server) -> None:
    """Make the store in the database that is open; inside a transaction, so all of it or nothing."""
    [encoding] = connection.execute("SHOW server_encoding").fetchone() or ["?"]
    if encoding != "UTF8":
        raise Refusal("init.encoding", path=place, encoding=encoding)
    for statement in (*roles(), *create()):
        connection.execute(statement.encode())
    _note(connection)


def _note(connection: "Connection[Any]") -> None:
    """Note what each role may record and read, and the number of the schema; the last of it."""
    for right in kind_rights():
        connection.execute("INSERT INTO kind_right VALUES (%s, %s, %s, %s, %s)", right)
    connection.execute("INSERT INTO store_version VALUES (%s)", (SCHEMA_VERSION,))
    connection.execute("RESET ROLE")


def remade(connection: "Connection[Any]", place: Server) -> None:
    """Make all that guards a store of before anew, as its owner; inside a transaction.

    No fact is touched. Refusal where what came out is not what this version makes.
    """
    connection.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
    # whoever records is waited for, and then waits: between two guards there would be none
    connection.execute("LOCK TABLE event, payload, chain_head, band IN ACCESS EXCLUSIVE MODE")
    [version] = connection.execute("SELECT max(version) FROM store_version").fetchone() or [0]
    if version == SCHEMA_VERSION:
        return  # another was faster
    for statement in (*roles(), *_unmade(connection), *sql.INDEXES, *sql.INDEXES_ASIDE):
        connection.execute(statement.encode())
    connection.execute("DELETE FROM kind_right")
    lacking = APART if version < FIRST_WITH_ASIDES else ()
    for statement in (*lacking, *functions(), *triggers(), *rights()):
        connection.execute(statement.encode())
    _note(connection)
    if digest(connection) != SCHEMA_SHA256:
        raise Refusal("store.upgrade-differs", path=place)


def _unmade(connection: "Connection[Any]") -> list[str]:
    """What takes away policies, triggers, functions and rights: what needs another, before it."""
    return [row[0] for row in connection.execute(GUARDS, (list(GROUPS),))]


def digest(connection: "Connection[Any]") -> str:
    """SHA-256 over all that guards a store."""
    groups = list(GROUPS)
    found = connection.execute(SCHEMA, (groups, groups))
    return digest_of(canonical(sorted([str(value) for value in row] for row in found)).encode())
