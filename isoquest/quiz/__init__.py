"""The rules of questions: pure functions that grade answers, draw sessions, schedule reviews and analyse items."""
