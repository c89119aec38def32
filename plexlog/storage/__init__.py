"""One encrypted SQLite file: schema, migrations, history, keys."""
