"""Painters: finished sheets to files. They measure, wrap and choose nothing."""

from .pdf import write_pdf

__all__ = ["write_pdf"]
