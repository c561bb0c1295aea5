"""What follows from looking at every state, or at every value that each variable may have."""
