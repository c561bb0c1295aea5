"""The line-by-line front end: for pipes, screen readers and terminals that cannot draw."""
