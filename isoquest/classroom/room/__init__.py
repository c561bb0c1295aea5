"""A live room without a wire: what happened goes in, what everyone may see comes out. No clock, no chance, no files."""
