"""The tables, as steps from each version to the next; a step that was released is never changed, only followed."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE exchanges (
            chat_id INTEGER NOT NULL,
            answer_id INTEGER NOT NULL,
            question_id INTEGER NOT NULL,
            thread_id INTEGER,
            question TEXT NOT NULL,
            history TEXT NOT NULL,  -- a JSON array of texts, oldest first
            offset INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            asked_at REAL NOT NULL,  -- seconds since 1970
            PRIMARY KEY (chat_id, answer_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX exchanges_by_question ON exchanges (chat_id, question_id)",
        "CREATE INDEX exchanges_by_age ON exchanges (asked_at)",
        """
        CREATE TABLE chats (
            chat_id INTEGER PRIMARY KEY,
            language TEXT,
            quotes INTEGER NOT NULL,
            mentions INTEGER NOT NULL,
            quiet_from INTEGER,  -- minutes of the day
            quiet_to INTEGER
        ) STRICT
        """,
    ),
    ("ALTER TABLE exchanges ADD COLUMN asker_id INTEGER",),
    (
        # Chats and people are codes here, see pseudonyms.py.
        """
        CREATE TABLE votes (
            chat TEXT NOT NULL,
            answer_id INTEGER NOT NULL,
            voter TEXT NOT NULL,
            up INTEGER NOT NULL,
            reason TEXT,
            PRIMARY KEY (chat, answer_id, voter)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX votes_by_voter ON votes (voter)",
        """
        CREATE TABLE gaps (
            chat TEXT NOT NULL,
            answer_id INTEGER NOT NULL,
            asker TEXT,
            question TEXT NOT NULL,
            history TEXT NOT NULL,  -- a JSON array of texts, oldest first
            unanswered INTEGER NOT NULL,
            asked_at REAL NOT NULL,  -- seconds since 1970
            PRIMARY KEY (chat, answer_id)
        ) STRICT
        """,
    ),
    ("ALTER TABLE exchanges ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0",),
    (
        # What was closed has no content any more.
        """
        CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            content TEXT,  -- the update as JSON
            received_at REAL NOT NULL,  -- seconds since 1970
            tries INTEGER NOT NULL DEFAULT 0,
            sends INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        "CREATE INDEX inbox_open ON inbox (received_at) WHERE content IS NOT NULL",
    ),
    (
        # Two bots may use the same file, and number their updates alike. What came before this step is of bot 0.
        "ALTER TABLE inbox RENAME TO inbox_of_one",
        """
        CREATE TABLE inbox (
            bot_id INTEGER NOT NULL,
            update_id INTEGER NOT NULL,
            content TEXT,  -- the update as JSON
            received_at REAL NOT NULL,  -- seconds since 1970
            tries INTEGER NOT NULL DEFAULT 0,
            sends INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (bot_id, update_id)
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO inbox SELECT 0, update_id, content, received_at, tries, sends FROM inbox_of_one",
        "DROP TABLE inbox_of_one",
        "CREATE INDEX inbox_open ON inbox (received_at) WHERE content IS NOT NULL",
        # Chats are codes here, see pseudonyms.py.
        """
        CREATE TABLE strangers (
            chat TEXT PRIMARY KEY,
            told_at REAL NOT NULL  -- seconds since 1970
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        # Several processes may answer for one bot, each what came to it; within a chat in the order of turns.
        "ALTER TABLE inbox ADD COLUMN worker INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE inbox ADD COLUMN chat_id INTEGER",  # until it is handled to its end
        "ALTER TABLE inbox ADD COLUMN turn INTEGER",
        "CREATE INDEX inbox_by_chat ON inbox (bot_id, chat_id, turn) WHERE chat_id IS NOT NULL",
        # People and chats are codes in all of these, see pseudonyms.py.
        """
        CREATE TABLE allowances (
            holder TEXT PRIMARY KEY,
            empty_at REAL NOT NULL  -- seconds since 1970
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE notices (
            chat TEXT NOT NULL,
            person TEXT NOT NULL,
            phrase TEXT NOT NULL,
            given_at REAL NOT NULL,  -- seconds since 1970
            PRIMARY KEY (chat, person, phrase)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE upgrades (
            chat TEXT PRIMARY KEY,
            before TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        # Whose each folder of documents is that a chat brought along; the key is the folder's name.
        """
        CREATE TABLE collections (
            key TEXT PRIMARY KEY,
            chat_id INTEGER NOT NULL UNIQUE,
            searched TEXT NOT NULL DEFAULT 'both',
            left_at REAL  -- seconds since 1970; when the chat removed the bot
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        # Questions of which a chat is told when there is something new to them.
        """
        CREATE TABLE watches (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL,
            person_id INTEGER,
            language TEXT NOT NULL,
            question TEXT NOT NULL,
            seen TEXT NOT NULL,  -- a JSON array of quotes, the best first
            answered INTEGER NOT NULL,
            version TEXT NOT NULL,  -- of the documents in which they were found
            news TEXT,  -- a message that is to be sent, as JSON
            sent_at REAL  -- seconds since 1970; when sending it was begun
        ) STRICT
        """,
        "CREATE INDEX watches_by_chat ON watches (chat_id)",
    ),
    (
        "ALTER TABLE watches ADD COLUMN history TEXT NOT NULL DEFAULT '[]'",  # a JSON array of texts, oldest first
        # How often the news was sent without anybody knowing if it arrived.
        "ALTER TABLE watches ADD COLUMN sends INTEGER NOT NULL DEFAULT 0",
    ),
    (
        # What the bot says by itself, until it has arrived.
        """
        CREATE TABLE outbox (
            topic TEXT PRIMARY KEY,
            chat_id INTEGER NOT NULL,
            language TEXT NOT NULL,
            message TEXT NOT NULL,  -- as JSON
            claimed_at REAL NOT NULL DEFAULT 0,  -- seconds since 1970; when a process last said that it sends it
            sends INTEGER NOT NULL DEFAULT 0  -- without anybody knowing if it arrived
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO outbox SELECT 'watch:' || id, chat_id, language, news, 0, 0 FROM watches WHERE news IS NOT NULL",
        "ALTER TABLE watches DROP COLUMN news",
        "ALTER TABLE watches DROP COLUMN sent_at",
        "ALTER TABLE watches DROP COLUMN sends",
        """
        CREATE TABLE digests (
            owner_id INTEGER PRIMARY KEY,
            language TEXT NOT NULL,
            weekday INTEGER,  -- 0 is Monday; every day without one
            minute INTEGER NOT NULL,  -- of the day
            since REAL NOT NULL,  -- seconds since 1970; up to when the owner was told
            files TEXT NOT NULL,  -- a JSON object, the digest of each file by its name
            votes INTEGER NOT NULL  -- against answers, in all
        ) STRICT
        """,
        """
        CREATE TABLE faults (
            kind TEXT NOT NULL,
            at REAL NOT NULL  -- seconds since 1970
        ) STRICT
        """,
    ),
    # Sub-folders that the catalog names as collections; a JSON array.
    ("ALTER TABLE collections ADD COLUMN named TEXT NOT NULL DEFAULT '[]'",),
    (
        # Messages that came together, until they are added as one file.
        """
        CREATE TABLE bundles (
            chat_id INTEGER NOT NULL,
            offer_id INTEGER NOT NULL,
            message_id INTEGER NOT NULL,
            header TEXT NOT NULL,
            words TEXT NOT NULL,
            came_at REAL NOT NULL,  -- seconds since 1970
            PRIMARY KEY (chat_id, message_id)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    # What the documents said to a claim that is watched; a question has no verdict.
    ("ALTER TABLE watches ADD COLUMN verdict TEXT",),
)
