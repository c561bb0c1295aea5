"""Content: YAML text becomes an immutable scenario, or a list of problems that an author can act on."""
