"""Conversations that are kept: SQLite, migrations, search, traces, export. No Qt, no engine."""
