"""A photo of a doctor's letter, taken on a phone: with the referral, checked, and downloaded."""

from pathlib import Path
from typing import Any

import pytest

import papers
from journeys.conftest import NO_JAVASCRIPT, PHONE, SignsIn, Way
from journeys.test_a_draft import KNOWN, answers
from people import AP_OFFICER, SENCO, TODAY, as_
from scanner import scanning
from towpath.jobs.job import JOBS
from towpath.project import work
from towpath.records import models as kept

pytestmark = pytest.mark.browser
work.register()


@pytest.mark.parametrize("way", [PHONE, {**PHONE, **NO_JAVASCRIPT}], ids=["phone", "no script"])
def test_a_photo_of_a_letter_goes_with_the_referral_and_is_read_once_it_is_clean(
    someone: SignsIn, way: Way, tmp_path: Path, settings: Any
):
    large, photo = tmp_path / "IMG_0041.JPG", tmp_path / "IMG_0042 🙂.JPG"
    large.write_bytes(papers.jpeg(30_000_000))
    photo.write_bytes(papers.jpeg(400_000))
    with scanning() as scanner:
        settings.CLAMAV = scanner.address
        priya = someone(SENCO)
        priya.follows("Refer Robin Dunmore").chooses("Access to Education (A2E)")
        priya.presses("Continue")
        while "/question/" in priya.page.url:
            answers(priya, *KNOWN)
        priya.tells_the_rest(TODAY)

        priya.follows("Letters and reports").sees("Nothing waits for what you do not have")
        priya.chooses("Medical evidence")
        priya.writes("Who wrote it?", "Dr Lowe")
        priya.page.get_by_label("Which file?").set_input_files(large)
        priya.presses("Add the file").sees("This file is 30 MB, and may be 10 MB at most")
        priya.sees_in("Who wrote it?", "Dr Lowe")
        priya.page.locator("input[name=shows][value=unable_to_attend]").check()
        priya.page.get_by_label("Which file?").set_input_files(photo)
        priya.presses("Add the file").sees("IMG_0042 🙂.jpg").sees("By Dr Lowe")
        priya.follows("Continue").follows("Check your answers and send").sees("IMG_0042 🙂.jpg")
        priya.presses("Send the referral").sees("The referral is sent")
        priya.sees("Being checked for viruses")
        referral = priya.page.url

        with as_(AP_OFFICER):
            key = kept.Evidence.objects.get().pk
        JOBS["check_evidence"](actor_id=str(SENCO.id), evidence_id=str(key))
    dana = someone(AP_OFFICER)
    dana.goes_to(referral.removeprefix(dana.address)).sees("Borne out by: IMG_0042 🙂.jpg")
    dana.sees("Checked for viruses, and none found").sees("Never a reason to wait")
    with dana.page.expect_download() as download:
        dana.page.get_by_role("link", name="IMG_0042 🙂.jpg", exact=True).click()
    assert download.value.suggested_filename == "IMG_0042 🙂.jpg"
    assert Path(download.value.path()).read_bytes() == photo.read_bytes()
    dana.follows("Decide").sees("Borne out by: IMG_0042 🙂.jpg")
