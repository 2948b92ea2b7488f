"""Fits the product's few constants to the question sets, stage by stage: ``python -m training fit``."""
