"""The paper: a record as text to read, print or send. Pure functions, no screen, no disk."""
