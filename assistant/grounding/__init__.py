"""Checks that every sentence says only what its evidence says."""
