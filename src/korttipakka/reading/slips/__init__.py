"""Slips of the pen in YAML: what was meant, and what to write instead."""
