"""Brings a file's schema up to date and holds it against what it must be.

Migrations run in one transaction, after a verified copy of the file. The generated triggers and
views are made again after each; at every start they are compared, and a trigger that was missing
or changed is made again and said so in the history, where verification finds it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plexlog.domain.fields import Catalogue
from plexlog.storage import sentences
from plexlog.storage.database import Database, connect_with, faults
from plexlog.storage.engine import EngineError, Migrations, connect, tables_of
from plexlog.storage.history import UNWATCHED, entry_sql, generated, image, lean
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.own_file import make_own_for_engine

log = logging.getLogger(__name__)
VERSIONS = "_sqlite_migrations"  # the table that lists the migrations a file has had
REMADE = "remade"  # the operation of a history row that tells of a trigger made again
Schema = Mapping[tuple[str, str], str]  # statement by kind and name


def bring_up_to_date(
    database: Database, key: bytes, migrations: Migrations = MIGRATIONS
) -> Path | None:
    """Migrate if need be, and check. Returns the copy that was made before a migration."""
    tables = tables_of(database.connection)
    applied = versions_of(database.connection, migrations)
    known = _names(migrations)
    if len(applied) > len(known) and applied[: len(known)] == known:
        raise sentences.newer(database.path, number_of(applied[-1]), number_of(known[-1]))
    if applied != known[: len(applied)]:
        raise sentences.altered(database.path, [VERSIONS])
    if applied == known:
        _compare(database, migrations)
        return None
    copy = _copy(database, key, number_of(applied[-1])) if applied else None
    try:
        with database.writing("migration"):
            _drop_generated(database.connection)
            migrations.apply(tables)
            _make(database.connection, database.catalogue)
            _note_migrated_rows(database)
    except EngineError as error:
        is_full = getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR"
        if not is_full and _is_all_there(database, migrations):  # its list was cut short
            raise sentences.altered(database.path, [VERSIONS]) from error
        log.exception("migration failed version=%s", number_of(known[-1]))
        raise sentences.not_migrated(database.path, number_of(known[-1])) from error
    return copy


def _is_all_there(database: Database, migrations: Migrations) -> bool:
    """Whether the tables are what migrating gives, whatever the file says it has had."""
    with suppress(EngineError):  # a migration that fails on an empty file too
        return not differences(database.connection, expected(database.catalogue, migrations))
    return False


def versions_of(connection: Any, migrations: Migrations = MIGRATIONS) -> list[str]:
    """The names of the migrations that a file has had, as its own list says."""
    return [one.name for one in migrations.applied(tables_of(connection))]


def has_its_versions(connection: Any, migrations: Migrations = MIGRATIONS) -> bool:
    """Whether that list is the program's: with any other the file can be opened no more."""
    return versions_of(connection, migrations) == _names(migrations)


def _names(migrations: Migrations) -> list[str]:
    with closing(connect(":memory:")) as empty:
        return [one.name for one in migrations.pending(tables_of(empty))]


def _copy(database: Database, key: bytes, version: int) -> Path:
    """A copy of the whole file, opened and checked. Raises StoreError."""
    stamp = database.author.clock.now().utc.strftime("%Y%m%dT%H%M%S")
    copy = database.path.with_name(f"{database.path.name}.version-{version}-{stamp}")
    make_own_for_engine(copy)
    database.execute("VACUUM INTO ?", (str(copy),))
    with closing(connect_with(copy, key, "ro")) as copied:
        if faults(copied):
            raise sentences.damaged(copy)
    return copy


def columns_of(connection: Any) -> dict[str, tuple[str, ...]]:
    """The columns that are stored, by table of the record."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite|_%' ESCAPE '|' AND name <> '_sqlite_migrations' ORDER BY name"
    )
    return {
        name: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
        for (name,) in [tuple(row) for row in names]
    }


def schema_of(connection: Any) -> Schema:
    """Every statement of the schema, by kind and name."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    )
    return {(row[0], row[1]): row[2] for row in rows}


@cache
def expected(catalogue: Catalogue, migrations: Migrations = MIGRATIONS) -> Schema:
    """The schema that migrating from empty gives; made once, as neither of them changes."""
    with closing(connect(":memory:", isolation_level=None)) as empty:
        migrations.apply(tables_of(empty))
        _make(empty, catalogue)
        return MappingProxyType(schema_of(empty))


def differences(connection: Any, wanted: Schema) -> list[tuple[str, str]]:
    """Kind and name of what is missing, changed or too many."""
    there = schema_of(connection)
    return sorted(
        name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name)
    )


def _compare(database: Database, migrations: Migrations) -> None:
    wanted = expected(database.catalogue, migrations)
    there = schema_of(database.connection)
    different = differences(database.connection, wanted)
    if altered := [name for kind, name in different if kind in ("table", "index")]:
        raise sentences.altered(database.path, altered)
    if not different:
        return
    with database.writing("the schema was altered from outside"):
        _drop_generated(database.connection)
        _make(database.connection, database.catalogue)
        for kind, name in different:
            if kind == "trigger":  # a view holds no rule, and follows the catalogue
                log.warning("trigger made again name=%s", name)
                _note(database, name, there.get((kind, name)), wanted.get((kind, name)))


def _note(database: Database, name: str, old: str | None, new: str | None) -> None:
    images = [None if sql is None else _as_json(sql) for sql in (old, new)]
    database.execute(entry_sql(), ("sqlite_master", name, None, None, REMADE, *images))


def _as_json(sql: str) -> str:
    return '"' + sql.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _drop_generated(connection: Any) -> None:
    for kind, name in schema_of(connection):
        if kind in ("trigger", "view"):
            connection.execute(f'DROP {kind} IF EXISTS "{name}"')


def _make(connection: Any, catalogue: Catalogue) -> None:
    for statement in generated(columns_of(connection), catalogue).values():
        connection.execute(statement)


def _note_migrated_rows(database: Database) -> None:
    """Rows that a migration has changed get a history row, as any change does."""
    for table, columns in columns_of(database.connection).items():
        if table in UNWATCHED:
            continue
        for row in database.rows(changed_rows_sql(table, columns)):
            images = (row["last"], row["now"])
            database.execute(entry_sql(), (table, row["key"], None, None, "migrate", *images))


@cache
def changed_rows_sql(table: str, columns: Iterable[str], within: str = "1") -> str:
    """Rows of a table, or of a part of it, that are not as the history last saw them."""
    last = (
        'SELECT h."new" FROM "history" h'  # noqa: S608
        f' WHERE h."table_name" = \'{table}\' AND h."row_key" = t."key"'
        ' ORDER BY h."number" DESC LIMIT 1'
    )
    as_now = lean(table, '"last"')
    return (
        f'SELECT * FROM (SELECT t."key", {image("t", table, columns)} AS "now", ({last}) AS "last"'  # noqa: S608
        f' FROM "{table}" t WHERE {within}) WHERE "now" IS NOT "last"'
        f' AND "now" IS NOT {as_now}'
    )
