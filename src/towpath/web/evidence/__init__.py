"""Pages of evidence: added to a draft or to a referral, opened, taken back."""
