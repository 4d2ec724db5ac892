"""Parts that any screen can use: a list of rows, a line to type in. They know nothing of meetings."""
