"""An index on disk: an unchanged folder opens at once."""
