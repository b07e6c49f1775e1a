"""The catalogue (`letter_templates/`): its files read, typed, compiled and checked as a whole."""
