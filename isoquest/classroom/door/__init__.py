"""How a phone finds a room and gets in: address, code, picture to scan, and who is kept out."""
