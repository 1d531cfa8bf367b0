"""Adapters to the machine: database, keys, clock, pages, links, languages. They know no domain."""
