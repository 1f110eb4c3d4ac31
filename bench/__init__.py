"""What is measured, as commands that print ratios: `python -m bench page|caseload|triage`.

Each lays Towpath beside something plain on the same machine, turn and turn about in one run, so
that a busy machine is as hard on the one as on the other. Rates move with the machine; ratios less.
"""
