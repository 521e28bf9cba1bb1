"""A provider on the loopback: the real protocol over real HTTP, with faults on demand."""
