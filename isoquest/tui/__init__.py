"""The full-screen front end: the only room that imports Textual."""
