"""Game values as visuals: pure functions from what the engine says to what a screen draws."""
