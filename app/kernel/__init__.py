"""Pure words that every layer speaks: acts, refusals, text, ids. Standard library only."""
