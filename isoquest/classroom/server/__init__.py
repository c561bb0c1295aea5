"""A live room on the wire: its events go through the journal, and every phone is told what concerns it."""
