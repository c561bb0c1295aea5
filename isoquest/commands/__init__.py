"""What each command of `isoquest` does, one room a command."""
