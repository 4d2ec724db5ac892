"""The disk: one writer for every file, tables on that writer, and which folder is whose."""
