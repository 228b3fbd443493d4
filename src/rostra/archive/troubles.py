"""What a PostgreSQL server refuses, and the way out: by its code, or by its words where it sends none."""

from __future__ import annotations

_ADDRESS = "Check the address: postgresql://USER@HOST:5432/DATABASE."
_TO_READ = "GRANT USAGE ON SCHEMA rostra and SELECT ON ALL TABLES IN SCHEMA rostra"
_BY_CODE = {
    "28P01": "Wrong user or password. Put the password in ~/.pgpass or $PGPASSWORD.",
    "3D000": "Create the database first: createdb NAME.",
    "42501": "The user may not do this. An administrator may allow it: GRANT CREATE ON DATABASE ... TO ...; to read only, "
    f"{_TO_READ}.",
    "42P01": f"The user may not see the tables, or some are gone. An administrator may allow it: {_TO_READ}.",
    "25006": "The server or the user only reads. Name the server that is written to.",
    "55P03": "Another program holds it. Wait for it to finish and try again.",
    "57014": "The server took too long. Try again when it has less to do.",
    "53100": "The server's disk is full. Free some space and run the same command again: what was kept is safe.",
    "53300": "The server has too many connections. Close some, or raise max_connections.",
    "57P01": "The server was stopped. Run the same command again when it is back: what was kept is safe.",
    "57P03": "The server is starting or stopping. Try again in a moment.",
    "XX001": "The server's files are damaged. Restore the database from a backup.",
    "XX002": "An index of the server is damaged. REINDEX it, or restore the database from a backup.",
}
_BY_WORDS = (
    ("password", _BY_CODE["28P01"]),
    ("pg_hba", "The server lets nobody in from here as this user. Its pg_hba.conf says who may."),
    ("authentication failed", _BY_CODE["28P01"]),
    ("role", "Create the user first (createuser NAME), or name another in the address."),
    ("database", _BY_CODE["3D000"]),
    ("translate host name", f"There is no machine of that name. {_ADDRESS}"),
    ("resolve host", f"There is no machine of that name. {_ADDRESS}"),
    ("refused", f"No server answers there. Start it, or correct the address. {_ADDRESS}"),
    ("no such file", f"No server answers there. Start it, or correct the address. {_ADDRESS}"),
    ("timeout", f"No server answers there. {_ADDRESS}"),
    ("too many connections", _BY_CODE["53300"]),
    ("too many clients", _BY_CODE["53300"]),
    ("starting up", _BY_CODE["57P03"]),
    ("shutting down", _BY_CODE["57P03"]),
    ("connection", "The connection to the server was lost. Run the same command again: what was kept is safe."),
)
_OTHERWISE = "Try again; the server's log may say more."
AGAIN = frozenset({"40001", "40P01", "23505"})
"""Two transactions met: a deadlock, a conflict, one row entered twice. Done again, the later one sees what the other did."""
_UNKEEPABLE = ("22", "54")
"""Classes of codes that blame the values: out of range, too long for an index."""


def code_of(error: BaseException | None) -> str | None:
    """The server's five characters; ``None`` for errors of other kinds. "" where the server never got to say."""
    if not (type(error).__module__ or "").startswith("psycopg"):
        return None
    return getattr(error, "sqlstate", None) or ""


def way_out(error: BaseException | None) -> str | None:
    """The hint for an error of PostgreSQL's driver; ``None`` for another driver's."""
    code = code_of(error)
    if code is None:
        return None
    words = str(error).lower()
    return _BY_CODE.get(code) or next((hint for word, hint in _BY_WORDS if not code and word in words), _OTHERWISE)


def blames_values(error: BaseException | None) -> bool:
    """Whether what was to be kept is at fault, and not the database."""
    return (code_of(error) or "").startswith(_UNKEEPABLE)
