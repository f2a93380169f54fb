"""Building and running the Application: every handler in one visible list, its life cycle, its menus."""
