"""Where states are too many: how far the score and the length of plays can go."""
