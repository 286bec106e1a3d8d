"""One room for each feature, with its records, calculation, texts and wiring; none needs another."""
