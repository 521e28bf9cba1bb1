"""Words: cleaning, analysing, and recognising names in what people type."""
