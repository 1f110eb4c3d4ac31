"""The chronology, pressed for on a child's page: a PDF, of this child, that can be read aloud."""

import pikepdf
import pytest

import deeds
from journeys.conftest import SignsIn
from paper import aloud
from people import AP_OFFICER

pytestmark = pytest.mark.browser


def test_an_officer_is_handed_the_chronology_of_this_child(someone: SignsIn):
    deeds.an_accepted_referral()
    dana = someone(AP_OFFICER).follows("Robin Dunmore", of="Open referrals")
    with dana.page.expect_download() as handed:
        dana.page.get_by_role("link", name="Print the chronology (PDF)").click()
    assert handed.value.suggested_filename.startswith("chronology-")
    with pikepdf.open(handed.value.path()) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo.Title == "Chronology: Robin Dunmore"
        words = aloud.text(pdf)
    assert "Too ill to attend; the school has tried what it can" in words
    assert "Drawn up\n14 October 2026 at 10:00am, by Dana Whitlock, AP officer" in words
