"""What is kept on disk: profiles, settings, every play as its list of decisions, attempts as lists of answers, cards.

A decision, like an answer, is a text that the store keeps and never interprets; those who sit at it do.
"""
