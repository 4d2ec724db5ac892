"""The room: what is seen and typed in a terminal. It looks, asks and shows; it never touches files."""
