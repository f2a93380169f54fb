"""State that outlives the process, in SQLite: one class per concept over one database."""
