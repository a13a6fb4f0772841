"""Backups: a database and its media in one folder, with a list that proves every file."""
