"""The sample: a real rally that is over, its campaign with sourced figures, and invented dates.

What is invented is marked as a sample in its own text, and on every page by a banner.
"""
