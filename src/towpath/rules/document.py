"""Documents kept byte for byte: what kinds there are, and so who may read them."""

# Kind -> its words. Each has its wall in records/walls.py; a kind without one is read by nobody.
KINDS = {
    "letter": "letter to a person",
    "letter_apart": "letter to a person kept from knowing where the child is",
    "school_letter": "letter to a school",
}
