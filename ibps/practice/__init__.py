"""Rehearsing the method: scenarios as plain data, and what reads them. Practice is never a real session."""
