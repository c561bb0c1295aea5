"""What an author expects of a scenario, written beside it: plays with their outcome, and conditions on every play."""
