"""The no-key writers: one per want. Each turns evidence into drafted lines; none adds a fact of its own."""
