"""The finder: a few questions to anyone, the pathways that may fit, and a summary to take along."""
