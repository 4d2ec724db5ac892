"""The meeting itself: what was said, asked and answered, and what it adds up to. No screen, no disk."""
