"""Printers that have been measured: corrections, the test sheet, what was read on it."""
