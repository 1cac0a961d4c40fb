"""The tables, as numbered steps from an empty file to the newest."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x44726B72
"""Stands in the head of the file and tells it from the databases of other programs: "Drkr"."""

# Long texts come last: a column behind one costs a walk over all pages of the text. Deleting does
# not cascade from parent to child: SQLite goes no more than 1,000 levels deep.
_TABLES: Final = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    deleted REAL,
    pinned INTEGER NOT NULL DEFAULT 0,
    created REAL NOT NULL,
    updated REAL NOT NULL,
    leaf INTEGER,
    keep_seed INTEGER NOT NULL DEFAULT 0,
    overflow TEXT NOT NULL DEFAULT 'ask',
    title TEXT NOT NULL DEFAULT '',
    preset TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '{{}}',
    system TEXT NOT NULL DEFAULT '',
    draft TEXT NOT NULL DEFAULT ''
);
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    chat INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES messages(id),
    deleted REAL,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    state TEXT NOT NULL DEFAULT 'done',
    created REAL NOT NULL,
    model TEXT NOT NULL DEFAULT '',
    quantization TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    settings TEXT,
    stats TEXT,
    failure TEXT,
    text TEXT NOT NULL DEFAULT '',
    thinking TEXT NOT NULL DEFAULT '',
    attachments TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE traces (
    message INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    chunk BLOB NOT NULL,
    PRIMARY KEY (message, number)
);
CREATE INDEX chats_in_order ON chats (pinned, updated, id, title, leaf, deleted)
    WHERE deleted IS NULL;
CREATE INDEX chats_deleted ON chats (id) WHERE deleted IS NOT NULL;
CREATE INDEX chats_without_leaf ON chats (id) WHERE leaf IS NULL;
CREATE INDEX messages_of_chat ON messages (chat, parent, id);
CREATE INDEX messages_of_parent ON messages (parent);
CREATE INDEX messages_running ON messages (id) WHERE state = 'running';
CREATE INDEX messages_deleted ON messages (id) WHERE deleted IS NOT NULL;
CREATE INDEX traces_sizes ON traces (message, size);
"""

# Only what has ended is searched: a draft would be indexed anew with every step. The index is
# merged by ``merging`` in the background, not now and then by somebody who sends a question.
_SEARCH: Final = """
CREATE VIEW searched_titles AS SELECT id, spaced(title) AS title FROM chats;
CREATE VIRTUAL TABLE titles USING fts5(
    title, content='searched_titles', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
INSERT INTO titles (rowid, title) SELECT id, spaced(title) FROM chats;
CREATE TRIGGER titles_insert AFTER INSERT ON chats BEGIN
    INSERT INTO titles (rowid, title) VALUES (new.id, spaced(new.title));
END;
CREATE TRIGGER titles_delete AFTER DELETE ON chats BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, spaced(old.title));
END;
CREATE TRIGGER titles_update AFTER UPDATE OF title ON chats BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, spaced(old.title));
    INSERT INTO titles (rowid, title) VALUES (new.id, spaced(new.title));
END;
CREATE VIEW searched_texts AS
    SELECT id, spaced(text) AS text FROM messages WHERE state != 'running';
CREATE VIRTUAL TABLE texts USING fts5(
    text, content='searched_texts', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);
INSERT INTO texts (rowid, text) SELECT id, text FROM searched_texts ORDER BY id;
INSERT INTO texts (texts, rank) VALUES ('automerge', 0);
CREATE TRIGGER texts_insert AFTER INSERT ON messages WHEN new.state != 'running' BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.id, spaced(new.text));
END;
CREATE TRIGGER texts_delete AFTER DELETE ON messages WHEN old.state != 'running' BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.id, spaced(old.text));
END;
CREATE TRIGGER texts_change AFTER UPDATE OF text, state ON messages
WHEN old.state != 'running' BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.id, spaced(old.text));
    INSERT INTO texts (rowid, text) SELECT new.id, spaced(new.text) WHERE new.state != 'running';
END;
CREATE TRIGGER texts_finish AFTER UPDATE OF text, state ON messages
WHEN old.state = 'running' AND new.state != 'running' BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.id, spaced(new.text));
END;
"""

# Behind the long texts: it is read with the whole row only.
_PROVENANCE: Final = "ALTER TABLE messages ADD COLUMN provenance TEXT;"

MIGRATIONS: Final = (_TABLES, _SEARCH, _PROVENANCE)
"""Step n brings a file from version n to n + 1; a step that has been released never changes."""
