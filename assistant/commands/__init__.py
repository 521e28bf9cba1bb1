"""The commands of `python -m assistant`, one module each."""
