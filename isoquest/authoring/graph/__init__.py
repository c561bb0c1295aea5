"""A scenario as a picture of its ways: one model, and a room for each form that it can be drawn in."""
