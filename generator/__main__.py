"""`python -m generator` is `relance`."""

from generator.cli import main

main()
