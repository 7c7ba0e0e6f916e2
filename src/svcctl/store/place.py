"""Where a store is: a file's path, or the address of a server, which is never shown with a password."""

from pathlib import Path

from svcctl.billing.record import Record

SCHEMES = ("postgresql", "postgres")
# what of an address says where a store is; the rest may be a password, under a wrong name too
SHOWN = ("host", "hostaddr", "port", "dbname", "user", "service", "sslmode")


class Server(Record):
    """A database of a PostgreSQL server, as libpq takes it."""

    url: str

    def __str__(self) -> str:
        """The address as people may see it."""
        from urllib.parse import parse_qsl, quote, urlencode, urlsplit

        try:
            parts = urlsplit(self.url)
            asked = parse_qsl(parts.query, keep_blank_values=True)
        except ValueError:  # brackets that do not close
            return f"{self.url.partition('://')[0]}://"
        user, mark, host = parts.netloc.rpartition("@")
        shown = parts._replace(
            scheme=SCHEMES[0],
            netloc=user.partition(":")[0] + mark + host,
            query=urlencode(
                [each for each in asked if each[0] in SHOWN], quote_via=quote, safe="/"
            ),
            fragment="",
        )
        return shown.geturl()

    def __repr__(self) -> str:
        """The same: an address is in tracebacks too."""
        return f"Server({str(self)!r})"


Place = Path | Server
