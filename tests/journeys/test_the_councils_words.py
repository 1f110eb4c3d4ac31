"""The council's words in a real browser: read by anyone, changed by two people, read again."""

import pytest

from people import AP_OFFICER, BY_PART, HEAD_OF_SERVICE, PARENT

COMMISSIONER, EVALUATOR = BY_PART["commissioner"], BY_PART["evaluator"]
PATHWAYS = (
    *("a2e", "online-school", "arts", "outdoor", "life", "pru", "medical-pru", "hope"),
    *("independent", "eotas", "inclusion-outreach", "autism-outreach"),
)


@pytest.mark.browser
def test_a_parent_reads_the_guide_and_says_what_is_missing(someone):
    carol = someone(PARENT).goes_to("/guide/")
    carol.sees("Alternative provision in Surrey").follows("Strategy and ambitions")
    carol.sees("Eight ambitions").sees("now called a suspension")
    for pathway in PATHWAYS:
        carol.goes_to(f"/guide/surrey/pathway/{pathway}").sees("may still owe education")
    carol.goes_to("/guide/surrey/pathway/a2e").follows("Easy Read").sees("for a short time")
    carol.follows("This page in full").follows("this page is not helpful")
    carol.writes("What should we change?", "Mrs Dunmore is waiting").presses("Send")
    carol.sees("Take out a person’s name")
    carol.writes("What should we change?", "Say how long it takes").presses("Send")
    carol.sees("Thank you")


@pytest.mark.browser
def test_a_criterion_is_changed_counted_checked_and_published(someone):
    owen = someone(COMMISSIONER).follows("Pages").sees("Every page, your own first")
    owen.goes_to("/pages/change/pathway/life")
    text = owen.page.get_by_label("The text").input_value()
    version = text[text.index("[[version]]") :].replace("2023-07-01", "2027-01-04", 1)
    version = version.replace("from = 16, to = 19", "from = 16, to = 18", 1)
    owen.writes("The text", f"{text}\n{version.replace('valid_from', 'valid_fom', 1)}")
    owen.writes("What changes, and why", "The panel agreed this in September")
    owen.presses("Check and propose").sees("the word valid_fom is not known")
    owen.writes("The text", f"{text}\n{version}").presses("Check and propose")
    owen.sees("Waits for a second person").sees("Not counted yet")
    path = owen.page.url.removeprefix(owen.address)

    dana = someone(AP_OFFICER).goes_to(path)
    dana.chooses("Count the referrals that would come out differently")
    dana.writes("Why", "To see what it does").presses("Do it").sees("No decision is changed")
    nadia = someone(EVALUATOR).goes_to(path).chooses("I have read it and it is right")
    nadia.writes("Why", "Read against the minutes").presses("Do it").sees("Checked")
    ruth = someone(HEAD_OF_SERVICE).goes_to(path).chooses("Publish it")
    ruth.writes("Why", "Approved by the panel").presses("Do it").sees("Change published")
