"""What happened in a room, kept in order: a file of one host, or a stream that several servers follow."""
