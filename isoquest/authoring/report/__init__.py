"""Problems told to people and programs, a room a format."""

from isoquest.authoring.report.counting import counted, summary

__all__ = ["counted", "summary"]
