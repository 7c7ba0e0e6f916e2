"""Stores on servers as versions of before made them: what they had not is taken away again."""

import json
from pathlib import Path

from servers import Postgres
from svcctl.store.postgres_guards import GROUPS, OWNER
from svcctl.store.postgres_schema import GUARDS

# what guarded a store when nothing stood apart, as that version made it
GUARDS_3 = Path(__file__).parent / "fixtures" / "server-guards-3.json"
# what a schema of still before had not: who may keep lists
NO_LISTS = (
    "REVOKE ALL ON band FROM svcctl_finance; DROP POLICY finance ON band;"
    "ALTER TABLE band DISABLE ROW LEVEL SECURITY; DELETE FROM store_version;"
    "INSERT INTO store_version VALUES (2)"
)


def made_older(server: Postgres, database: str, version: int) -> None:
    """Make of a store that has nothing apart one of schema 3, or 2."""
    told = json.loads(GUARDS_3.read_text(encoding="utf-8"))
    groups = ", ".join(f"'{group}'" for group in GROUPS)
    unmade = GUARDS.replace("%%", "%").replace("(%s)", f"(ARRAY[{groups}])")
    gone = [row[0] for row in server.sql(unmade, database)]
    values = ", ".join(
        f"('{role}', '{kind}', {appends}, {reads})"
        for role, kind, appends, reads in told["kind_rights"]
    )
    for statement in (
        *gone,
        "DROP TABLE aside",
        "ALTER TABLE kind_right DROP COLUMN files",
        *told["functions"],
        *told["triggers"],
        *told["rights"],
        "DELETE FROM kind_right",
        f"INSERT INTO kind_right VALUES {values}",
        "DELETE FROM store_version",
        "INSERT INTO store_version VALUES (3)",
    ):
        server.sql(f"SET ROLE {OWNER}; {statement}", database)
    if version == 2:
        server.sql(NO_LISTS, database)
