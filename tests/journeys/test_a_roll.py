"""A SENCO brings in a small roll, settles what is in doubt, and refers one with nothing retyped."""

from pathlib import Path

import pytest

from journeys.conftest import PHONE, SignsIn
from journeys.test_a_draft import KNOWN, answers
from people import SENCO, TODAY

pytestmark = pytest.mark.browser

ROLL = """Larkwood School,,,,,,,,
UPN,Surname,Forename,Date of birth,Sex,Address,Postcode,Parent,Parent telephone
V936990120002,O'Brien,Ada,14/03/2012,F,12 Fernhill Close,GU21 6XR,Bea O'Brien,07700 900321
J936990120003,de la Cruz,Zoë,01/02/2013,,,,,
A936990120004,Lee,Kim,31/02/2012,,,,,
"""


def the_roll(folder: Path, text: str = ROLL, name: str = "roll.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("way", [{}, PHONE], ids=["desk", "phone"])
def test_a_roll_is_brought_in_and_a_pupil_of_it_referred(
    someone: SignsIn, tmp_path: Path, way: dict[str, object]
):
    priya = someone(SENCO, way)
    priya.follows("Roll").sees("Bring in your roll")
    priya.presses("Check the file").is_told("Choose a file")
    priya.page.get_by_label("The file").set_input_files(the_roll(tmp_path))
    priya.chooses("Everybody on the roll").presses("Check the file")
    priya.sees("Check the roll of Larkwood School").sees("31/02/2012")
    priya.sees("On the roll, and not in the file").sees("Robin Dunmore")
    priya.chooses("Leave out Zoë de la Cruz").presses("Bring in")
    priya.sees("Brought in: 1").does_not_see("Left the roll")

    priya.follows("Find a pupil").sees("Robin Dunmore").does_not_see("Zoë")
    priya.follows("Ada O'Brien").sees("School of roll: Larkwood School").sees("V936990120002")
    priya.follows("People round Ada").sees("12 Fernhill Close").sees("07700 900321")
    priya.goes_to("/").follows("Refer Ada O'Brien")
    priya.chooses("Access to Education (A2E)").presses("Continue")
    while "/question/" in priya.page.url:
        answers(priya, *KNOWN)
    priya.tells_the_rest(TODAY).follows("Check your answers and send")
    priya.presses("Send the referral").sees("The referral is sent")

    priya.goes_to("/").follows("Ada O'Brien").follows("Refer")
    priya.sees("There is already a live referral of Ada O'Brien").follows("Track it")
    priya.sees("Sent, and waits for a decision")


def test_a_whole_workbook_is_refused_where_the_file_was_chosen(someone: SignsIn, tmp_path: Path):
    priya = someone(SENCO)
    book = tmp_path / "roll.xlsx"
    book.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    priya.goes_to("/roll/").page.get_by_label("The file").set_input_files(book)
    priya.chooses("Some of the pupils").presses("Check the file")
    priya.is_told("This is an Excel workbook")
