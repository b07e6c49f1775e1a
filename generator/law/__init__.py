"""French late-payment law, as pure functions: a claim and a day in, sums and dates out. No clock here."""
