"""A live room as visuals: pure functions from what the room holds to what the wall shows."""
