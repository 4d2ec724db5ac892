"""The page in a browser: what the room sees, as HTML, for browsers on this machine alone."""
