"""Conditions, decisions and the questions worth asking."""
