"""IsoQuest: guide a company from "which ISO standard, if any?" to the certification audit."""

__version__ = "0.1.0"
