"""Interest-based problem solving for joint labor-management meetings: walk through one, keep its record."""

__version__ = "0.1.0"
