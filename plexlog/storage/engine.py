"""The database engine and the table layer over it; imported when somebody signs in, never before.

sqlite-utils looks for an engine under the name pysqlite3 when it is first imported. Given
SQLCipher by that name it catches SQLCipher's exceptions; without it a failed statement can leave
a transaction open and lose what follows.
"""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402 - only after the engine has its name

EngineError = sqlcipher3.dbapi2.Error
connect = sqlcipher3.dbapi2.connect
Row = sqlcipher3.dbapi2.Row
Migrations = sqlite_utils.Migrations


def tables_of(connection: sqlcipher3.dbapi2.Connection) -> sqlite_utils.Database:
    """The table layer over an open connection, without plug-ins that happen to be installed."""
    return sqlite_utils.Database(connection, execute_plugins=False)
