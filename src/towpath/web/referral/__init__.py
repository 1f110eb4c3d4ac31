"""Pages of a referral: begun, asked question by question, checked, sent; read and decided."""
