"""Live rooms: a class that answers or decides together, on the phones it has, around one projector."""
