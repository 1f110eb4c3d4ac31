"""What every page of the finder that can end in "does not fit" says too, on screen and on paper.

Source: Education Act 1996, section 19 (what the council owes) and section 7 (home education is the
parents' choice); Department for Education, "Arranging alternative provision" and "Elective home
education", guidance for local authorities.
"""

OWED = "The council may still owe your child education"
WHY = (
    "When a child of compulsory school age cannot be in school because of illness, exclusion or "
    "another reason, and would not get a suitable education without it, the council must arrange "
    "one. The law is section 19 of the Education Act 1996. It holds whether or not a pathway here "
    "fits, and it does not wait for a diagnosis, a plan, a letter or anyone’s referral."
)
HOW = "How to ask"
STEPS = (
    "Tell the school in writing how long your child has been out, and why.",
    "Write to the council’s education department: “My child cannot be in school because … and has "
    "had no suitable education since … Please decide under section 19 of the Education Act 1996 "
    "what you will arrange, and tell me in writing what you decide, why, and by when.”",
    "Keep a copy with its date. If nobody answers, or you disagree, complain to the council, and "
    "after that to the Local Government and Social Care Ombudsman.",
)
HOME = "Home education is a choice"
CHOICE = (
    "Nobody should press you to take your child off a school’s roll, or to teach them at home "
    "yourself. If somebody does, you may say no, and tell the council. A child educated at home by "
    "choice is not in alternative provision."
)
