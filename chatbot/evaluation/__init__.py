"""Measuring: on question sets, and against an answer that was saved."""
