"""The tables, as numbered steps from an empty file to the newest."""

from __future__ import annotations

from typing import Final

_FIRST: Final = """
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0,
    created REAL NOT NULL,
    updated REAL NOT NULL,
    system TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '{}',
    preset TEXT NOT NULL DEFAULT '',
    keep_seed INTEGER NOT NULL DEFAULT 0,
    draft TEXT NOT NULL DEFAULT '',
    leaf INTEGER,
    overflow TEXT NOT NULL DEFAULT 'ask',
    deleted REAL
);
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    chat INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES messages(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    text TEXT NOT NULL DEFAULT '',
    created REAL NOT NULL,
    state TEXT NOT NULL DEFAULT 'done',
    thinking TEXT NOT NULL DEFAULT '',
    attachments TEXT NOT NULL DEFAULT '[]',
    model TEXT NOT NULL DEFAULT '',
    quantization TEXT NOT NULL DEFAULT '',
    settings TEXT,
    reason TEXT NOT NULL DEFAULT '',
    stats TEXT,
    failure TEXT,
    deleted REAL
);
CREATE TABLE traces (
    message INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    chunk BLOB NOT NULL,
    PRIMARY KEY (message, number)
);
CREATE INDEX chats_in_order ON chats (pinned DESC, updated DESC) WHERE deleted IS NULL;
CREATE INDEX messages_below ON messages (chat, parent, id);
CREATE INDEX messages_of_parent ON messages (parent);
CREATE INDEX messages_running ON messages (id) WHERE state = 'running';
"""

# Only what is finished is searched: a draft would be indexed anew with every step.
_SEARCH: Final = """
CREATE VIRTUAL TABLE titles USING fts5(
    title, content='chats', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
CREATE TRIGGER titles_insert AFTER INSERT ON chats BEGIN
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER titles_delete AFTER DELETE ON chats BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER titles_update AFTER UPDATE OF title ON chats BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, old.title);
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
CREATE VIRTUAL TABLE texts USING fts5(
    text, content='messages', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
CREATE TRIGGER texts_insert AFTER INSERT ON messages WHEN new.state != 'running' BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER texts_delete AFTER DELETE ON messages WHEN old.state != 'running' BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER texts_change AFTER UPDATE OF text, state ON messages
WHEN old.state != 'running' BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO texts (rowid, text) SELECT new.id, new.text WHERE new.state != 'running';
END;
CREATE TRIGGER texts_finish AFTER UPDATE OF text, state ON messages
WHEN old.state = 'running' AND new.state != 'running' BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.id, new.text);
END;
"""

MIGRATIONS: Final = (_FIRST + _SEARCH,)
"""Step n brings a file from version n to n + 1; a step that has been released never changes."""
