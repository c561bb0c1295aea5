"""What is kept on disk: profiles, settings, and every play as its list of decisions.

A decision is a text (``node.choice``) that this room stores and never interprets.
"""
