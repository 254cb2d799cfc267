"""Full text, and the count of what each champion holds: kept by the database itself, at every write."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HELD = "('claimed', 'snoozed', 'waiting_asker')"
ANSWERED = "('answered', 'solved')"


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        # The driver's own: a colon or a percent sign in SQL is no parameter.
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for statement in SQLITE_BACK if op.get_bind().dialect.name == "sqlite" else POSTGRES_BACK:
        op.get_bind().exec_driver_sql(statement)


TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"
DATASET_COLUMNS = "title, department, topics, keywords, description"
DATASET_NEW = "new.id, new.title, new.department, new.topics, new.keywords, new.description"
DATASET_OLD = DATASET_NEW.replace("new.", "old.")

# The indices keep no text of their own (content = the table): what is emptied there is gone from here as well. A
# deletion has to name the old text, so every trigger that takes something out runs with the row as it was.
SQLITE = (
    f"CREATE VIRTUAL TABLE search_words USING fts5(text, content = 'words', content_rowid = 'id', {TOKENS})",
    f"CREATE VIRTUAL TABLE search_answered USING fts5(text, content = 'words', content_rowid = 'id', {TOKENS})",
    f"CREATE VIRTUAL TABLE search_datasets USING fts5({DATASET_COLUMNS}, content = 'datasets', "
    f"content_rowid = 'id', {TOKENS})",
    # A word in the title says most of what a dataset is.
    "INSERT INTO search_datasets(search_datasets, rank) VALUES ('rank', 'bm25(10.0, 3.0, 4.0, 4.0, 1.0)')",
    """CREATE TRIGGER search_words_added AFTER INSERT ON words WHEN new.searched BEGIN
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER search_words_changed AFTER UPDATE OF text ON words WHEN old.searched BEGIN
        INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_words(rowid, text) VALUES (new.id, new.text);
    END""",
    f"""CREATE TRIGGER search_answered_changed AFTER UPDATE OF text ON words
        WHEN old.part = 'text' AND EXISTS (SELECT 1 FROM questions
            WHERE desk = old.desk AND number = old.question AND state IN {ANSWERED}) BEGIN
        INSERT INTO search_answered(search_answered, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_answered(rowid, text) VALUES (new.id, new.text);
    END""",
    f"""CREATE TRIGGER search_answered_in AFTER UPDATE OF state ON questions
        WHEN new.state IN {ANSWERED} AND old.state NOT IN {ANSWERED} BEGIN
        INSERT INTO search_answered(rowid, text) SELECT id, text FROM words
            WHERE desk = new.desk AND question = new.number AND part = 'text';
    END""",
    f"""CREATE TRIGGER search_answered_out AFTER UPDATE OF state ON questions
        WHEN old.state IN {ANSWERED} AND new.state NOT IN {ANSWERED} BEGIN
        INSERT INTO search_answered(search_answered, rowid, text) SELECT 'delete', id, text FROM words
            WHERE desk = new.desk AND question = new.number AND part = 'text';
    END""",
    # A question may be written answered from the start (an import, the sample desk): its words come after it.
    f"""CREATE TRIGGER search_answered_added AFTER INSERT ON words
        WHEN new.part = 'text' AND EXISTS (SELECT 1 FROM questions
            WHERE desk = new.desk AND number = new.question AND state IN {ANSWERED}) BEGIN
        INSERT INTO search_answered(rowid, text) VALUES (new.id, new.text);
    END""",
    f"""CREATE TRIGGER search_datasets_added AFTER INSERT ON datasets BEGIN
        INSERT INTO search_datasets(rowid, {DATASET_COLUMNS}) VALUES ({DATASET_NEW});
    END""",
    f"""CREATE TRIGGER search_datasets_changed AFTER UPDATE OF {DATASET_COLUMNS} ON datasets BEGIN
        INSERT INTO search_datasets(search_datasets, rowid, {DATASET_COLUMNS}) VALUES ('delete', {DATASET_OLD});
        INSERT INTO search_datasets(rowid, {DATASET_COLUMNS}) VALUES ({DATASET_NEW});
    END""",
    f"""CREATE TRIGGER loads_added AFTER INSERT ON questions WHEN new.owner > 0 AND new.state IN {HELD} BEGIN
        INSERT INTO loads(desk, person, held) VALUES (new.desk, new.owner, 1)
            ON CONFLICT (desk, person) DO UPDATE SET held = held + 1;
    END""",
    f"""CREATE TRIGGER loads_changed AFTER UPDATE OF owner, state ON questions
        WHEN old.owner <> new.owner OR old.state <> new.state BEGIN
        UPDATE loads SET held = held - 1
            WHERE desk = old.desk AND person = old.owner AND old.state IN {HELD};
        INSERT INTO loads(desk, person, held) SELECT new.desk, new.owner, 1
            WHERE new.owner > 0 AND new.state IN {HELD}
            ON CONFLICT (desk, person) DO UPDATE SET held = held + 1;
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER loads_changed",
    "DROP TRIGGER loads_added",
    "DROP TRIGGER search_datasets_changed",
    "DROP TRIGGER search_datasets_added",
    "DROP TRIGGER search_answered_added",
    "DROP TRIGGER search_answered_out",
    "DROP TRIGGER search_answered_in",
    "DROP TRIGGER search_answered_changed",
    "DROP TRIGGER search_words_changed",
    "DROP TRIGGER search_words_added",
    "DROP TABLE search_datasets",
    "DROP TABLE search_answered",
    "DROP TABLE search_words",
)

WORDS_VECTOR = "(to_tsvector('simple', left(words.text, 50000)) || to_tsvector('english', left(words.text, 50000)))"
DATASET_TEXT = "(title || ' ' || department || ' ' || topics || ' ' || keywords || ' ' || description)"
DATASET_VECTOR = (
    f"(to_tsvector('simple', left({DATASET_TEXT}, 50000)) || to_tsvector('english', left({DATASET_TEXT}, 50000)))"
)
POSTGRES = (
    # The queries repeat these expressions word for word (storage/fulltext.py): that is how the index is found.
    f"CREATE INDEX search_words ON words USING gin ({WORDS_VECTOR}) WHERE searched",
    f"CREATE INDEX search_datasets ON datasets USING gin ({DATASET_VECTOR})",
    f"""CREATE FUNCTION loads_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND old.owner = new.owner AND old.state = new.state THEN
            RETURN NULL;
        END IF;
        IF TG_OP = 'UPDATE' AND old.owner > 0 AND old.state IN {HELD} THEN
            UPDATE loads SET held = held - 1 WHERE desk = old.desk AND person = old.owner;
        END IF;
        IF new.owner > 0 AND new.state IN {HELD} THEN
            INSERT INTO loads(desk, person, held) VALUES (new.desk, new.owner, 1)
                ON CONFLICT (desk, person) DO UPDATE SET held = loads.held + 1;
        END IF;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER loads_follow AFTER INSERT OR UPDATE OF owner, state ON questions
        FOR EACH ROW EXECUTE FUNCTION loads_follow()""",
)
POSTGRES_BACK = (
    "DROP TRIGGER loads_follow ON questions",
    "DROP FUNCTION loads_follow",
    "DROP INDEX search_datasets",
    "DROP INDEX search_words",
)
