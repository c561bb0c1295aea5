"""The rules of play: pure functions from a scenario, a state and a choice to the next state."""
