"""The wall, and what the teacher opens over it."""
