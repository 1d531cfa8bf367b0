"""Condense what was measured. Pure."""

from collections.abc import Sequence
from statistics import median

MILLION = 1_000_000


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share of the values does not exceed (nearest rank)."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return median(values)


def ratio(measured: float, before: float, after: float) -> float:
    """Return how a figure stands to the mean of the controls around it."""
    return measured / ((before + after) / 2)


def spread(values: Sequence[float]) -> float:
    """Return how far the values lie apart, as a share of their median."""
    return (max(values) - min(values)) / median(values)
