"""The layout of the read model: what marks a compiled file as ours and readable by this program, and its tables."""

from vendorwatch import __version__

APPLICATION_ID = 0x56574654
"""Marks a SQLite file as ours ("VWFT")."""

LAYOUT = 10
"""Version of the tables below (SQLite's user_version)."""

PROGRAM = f"{__version__}/{LAYOUT}"
"""What a compiled file must have been written by to be read."""

WHOLE_FORMS = ("weak", "code", "capital", "identifier", "described", "adjective")
"""Forms of names that are matched only as a whole, never by their words."""

TYPO_FORMS = ("name", "alias", "former")
"""Forms of names that a typo may be of: not the weak ones, nor capitals, whose foreign spellings are too many."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, type TEXT, title TEXT, container_title TEXT, issued TEXT, URL TEXT, facts INTEGER, document TEXT
) WITHOUT ROWID;
CREATE TABLE entities (
    id TEXT PRIMARY KEY, type TEXT, name TEXT, country TEXT, facts INTEGER, latest TEXT, document TEXT
) WITHOUT ROWID;
CREATE TABLE roles (role TEXT, entity TEXT REFERENCES entities (id), PRIMARY KEY (role, entity)) WITHOUT ROWID;
CREATE TABLE countries (
    code TEXT PRIMARY KEY, name TEXT, region TEXT, subregion TEXT, facts INTEGER, latest TEXT, document TEXT
) WITHOUT ROWID;
CREATE TABLE names (
    number INTEGER PRIMARY KEY, target TEXT NOT NULL, is_country INTEGER NOT NULL, form TEXT NOT NULL, text TEXT NOT NULL,
    key TEXT NOT NULL, bare_key TEXT NOT NULL, sound TEXT NOT NULL, bare_sound TEXT NOT NULL
);
CREATE TABLE words (
    word TEXT, name INTEGER REFERENCES names (number), sound TEXT NOT NULL, PRIMARY KEY (word, name)
) WITHOUT ROWID;
CREATE TABLE common_words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE pieces (
    edits INTEGER, length INTEGER, number INTEGER, piece TEXT, term TEXT,
    PRIMARY KEY (edits, length, number, piece, term)
) WITHOUT ROWID;
CREATE TABLE facts (
    id TEXT PRIMARY KEY, kind TEXT, status TEXT, thread TEXT, summary TEXT, date TEXT, first_day TEXT, last_day TEXT,
    support TEXT, disputed INTEGER, since TEXT, known TEXT, checked TEXT, due TEXT, document TEXT
) WITHOUT ROWID;
CREATE TABLE parties (
    entity TEXT REFERENCES entities (id), fact TEXT REFERENCES facts (id), role TEXT, "group" TEXT, first_day TEXT,
    PRIMARY KEY (entity, fact, role, "group")
);
CREATE TABLE places (
    country TEXT, fact TEXT REFERENCES facts (id), first_day TEXT, by_vendor INTEGER, PRIMARY KEY (country, fact)
) WITHOUT ROWID;
CREATE TABLE conflicts (
    first TEXT REFERENCES facts (id), second TEXT REFERENCES facts (id), type TEXT, declared INTEGER, note TEXT,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE TABLE networks (
    network TEXT, fact TEXT REFERENCES facts (id), first_day TEXT, PRIMARY KEY (network, fact)
) WITHOUT ROWID;
CREATE TABLE acts (
    country TEXT, entity TEXT REFERENCES entities (id), fact TEXT REFERENCES facts (id), brief TEXT,
    PRIMARY KEY (country, entity, fact)
) WITHOUT ROWID;
CREATE TABLE citations (
    source TEXT REFERENCES sources (id), fact TEXT REFERENCES facts (id), position INTEGER, basis TEXT, stance TEXT,
    first_day TEXT, PRIMARY KEY (source, fact, position)
) WITHOUT ROWID;
"""

INDEXES = """
CREATE INDEX names_by_key ON names (key);
CREATE INDEX names_by_bare_key ON names (bare_key);
CREATE INDEX names_by_sound ON names (sound);
CREATE INDEX names_by_bare_sound ON names (bare_sound);
CREATE INDEX names_by_code ON names (text) WHERE form IN ('code', 'identifier');
CREATE INDEX names_by_target ON names (target, form);
CREATE INDEX words_by_sound ON words (sound, name);
CREATE INDEX facts_by_kind ON facts (kind, first_day DESC, id);
CREATE INDEX facts_by_status ON facts (status, first_day DESC, id);
CREATE INDEX facts_by_support ON facts (support, first_day DESC, id);
CREATE INDEX facts_by_day ON facts (first_day DESC, id);
CREATE INDEX facts_by_due ON facts (due) WHERE due IS NOT NULL;
CREATE INDEX facts_by_thread ON facts (thread);
CREATE INDEX facts_disputed ON facts (first_day DESC, id) WHERE disputed;
CREATE INDEX parties_by_day ON parties (entity, first_day DESC, fact);
CREATE INDEX places_by_day ON places (country, first_day DESC, fact);
CREATE INDEX conflicts_by_second ON conflicts (second);
CREATE INDEX networks_by_day ON networks (network, first_day DESC, fact);
CREATE INDEX acts_by_entity ON acts (entity);
CREATE INDEX citations_by_day ON citations (source, first_day DESC, fact);
"""
"""Made once the tables are full: writing an index in its own order is quicker than keeping it while rows come."""
