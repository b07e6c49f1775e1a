"""Relance: French payment-reminder letters, from a typed catalogue to a site, PDF and DOCX."""
