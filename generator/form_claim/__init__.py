"""From a filled form to a claim: what was typed and chosen, put where the claim has it; the rest is said.

The sums that the law computes are typed on paper and left here: where they differ from what the law gives, the
difference is told.
"""

from generator.form_claim.reading import FormClaim, claim_of, file_of, form_of

__all__ = ["FormClaim", "claim_of", "file_of", "form_of"]
