"""Documents kept byte for byte: what kinds there are, and so who may read them."""

# Kind -> its words. The wall of each stands in records/walls.py; a kind without one is read by no
# one.
KINDS = {
    "letter": "letter to a person",
    "school_letter": "letter to a school",
}
