"""Bringing in a roll: checked, chosen, brought in; and a wrong file says how to mend it."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import scenes
from people import (
    AP_OFFICER,
    ATTENDANCE_LEAD,
    BY_PART,
    HEAD_TEACHER,
    OTHER_SENCO,
    PARENT,
    ROBIN,
    SENCO,
    TUTOR,
    Member,
    as_,
)
from towpath.records import models as kept
from towpath.records.cast import ASHDENE, LARKWOOD, key
from towpath.web.roll.ctf import ctf, is_ctf
from towpath.web.roll.sheet import Unreadable, sheet
from web.walk import errors, form_on, read, signed_in, words

DATA_OFFICER = BY_PART["data_officer"]
ROBINS = "F936990120001"
ADAS, EVES = "V936990120002", "J936990120003"
HEAD = "UPN,Surname,Forename,Date of birth,Sex,Address,Postcode,Parent,Parent telephone"
ADA = f"{ADAS},O'Brien,Ada,14/03/2012,F,12 Fernhill Close,gu216xr,Bea O'Brien,07700 900321"
EVE = f"{EVES},de la Cruz,Zoë,2013-02-01,,,,,"


def robin() -> str:
    """Robin's own row, as the record has it."""
    with as_(SENCO):
        child = kept.Child.objects.get(pk=ROBIN)
    return f"{ROBINS},{child.surname},{child.forename},{child.date_of_birth:%d/%m/%Y},,,,,"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def check(
    client: Client, data: bytes, whole: str = "no", school: str = "", name: str = "roll.csv"
) -> HttpResponse:
    form = form_on(client.get("/roll/"))
    file = SimpleUploadedFile(name, data)
    return client.post(
        "/roll/", {**form, "file": file, "whole": whole} | ({"school": school} if school else {})
    )


def bring_in(client: Client, page: HttpResponse, **chosen: object) -> HttpResponse:
    assert page.status_code == 200, words(page)
    ticked = {
        name: value for name, value in form_on(page).items() if name in ("seen", "once", "sealed")
    }
    return client.post("/roll/bring-in", {**ticked, **chosen}, follow=True)


def counted(page: HttpResponse) -> dict[str, str]:
    """The counts at the head of the check."""
    rows = read(page).xpath("//dl/div")
    return {row.xpath("string(dt)").strip(): row.xpath("string(dd)").strip() for row in rows}


def test_a_senco_checks_a_roll_and_nothing_is_written():
    page = check(signed_in(SENCO), csv(robin(), ADA, EVE))
    assert counted(page)["New"] == "2"
    assert counted(page)["Already here, unchanged"] == "1"
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 1
        assert not kept.Event.objects.exists()


def test_what_was_chosen_is_brought_in_with_what_was_told_of_the_home():
    priya = signed_in(SENCO)
    answer = bring_in(priya, check(priya, csv(ADA, EVE)), leave_out="3")
    assert "Brought in: 1" in words(answer)
    with as_(SENCO):
        child = kept.Child.objects.get(upn=ADAS)
        assert (child.name, child.sex) == ("Ada O'Brien", "F")
        assert kept.Enrolment.objects.get(child=child).school.name == LARKWOOD
        assert kept.Address.objects.get(child=child).postcode == "GU21 6XR"
        assert kept.Contact.objects.get(child=child).phone == "07700 900321"
        assert not kept.Child.objects.filter(upn=EVES).exists()
        assert kept.Event.objects.get(child=child).reason.endswith("the roll of Larkwood School")


def test_the_same_file_twice_changes_nothing():
    priya = signed_in(SENCO)
    bring_in(priya, check(priya, csv(ADA, EVE)))
    again = check(priya, csv(ADA, EVE))
    assert (counted(again)["New"], counted(again)["Already here, unchanged"]) == ("0", "2")
    assert "Nothing had to be changed" in words(bring_in(priya, again))
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 3


def test_the_same_page_sent_twice_brings_in_each_child_once():
    priya = signed_in(SENCO)
    page = check(priya, csv(ADA, EVE))
    first, second = bring_in(priya, page), bring_in(priya, page)
    assert words(first) == words(second)
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 3


def test_a_name_spelt_otherwise_is_shown_and_taken_only_when_chosen():
    priya = signed_in(SENCO)
    spelt = csv(re.sub("Robin", "Robyn", robin()))
    page = check(priya, spelt)
    assert "Forename: here Robin, in the file Robyn" in words(page)
    bring_in(priya, page)
    with as_(SENCO):
        assert kept.Child.objects.get(pk=ROBIN).forename == "Robin"
    bring_in(priya, page := check(priya, spelt), take="2")
    with as_(SENCO):
        child = kept.Child.objects.get(pk=ROBIN)
        assert (child.forename, child.forename_key) == ("Robyn", "robyn")
        assert "was Robin, now Robyn" in kept.Event.objects.get(child=ROBIN).reason


def test_who_is_missing_from_a_whole_roll_leaves_only_when_ticked():
    priya = signed_in(SENCO)
    page = check(priya, csv(ADA), whole="yes")
    assert counted(page)["On the roll, not in the file"] == "1"
    bring_in(priya, page)
    with as_(AP_OFFICER):
        assert kept.Enrolment.objects.filter(child=ROBIN, period__contains=kept.Today()).exists()
    bring_in(priya, check(priya, csv(ADA), whole="yes"), left=str(ROBIN))
    with as_(AP_OFFICER):
        assert not kept.Enrolment.objects.filter(
            child=ROBIN, period__contains=kept.Today()
        ).exists()
        assert kept.Event.objects.get(child=ROBIN).reason == "Left the roll of Larkwood School"


def test_a_like_name_with_the_same_birthday_is_settled_by_a_person():
    priya = signed_in(SENCO)
    like = csv(robin().replace(ROBINS, ADAS).replace("Robin", "Robyn"))
    page = check(priya, like)
    assert "Is this the same child?" in words(page)
    assert "Nothing had to be changed" in words(bring_in(priya, page))
    answer = bring_in(priya, check(priya, like), **{"who-2": "another"})
    assert "Brought in: 1" in words(answer)
    with as_(SENCO):
        assert kept.Child.objects.get(upn=ADAS).forename == "Robyn"


def test_a_school_learns_nothing_of_a_child_out_of_its_sight():
    hugh = signed_in(OTHER_SENCO)
    page = check(hugh, csv(robin(), ADA))
    assert counted(page)["New"] == "2"
    answer = words(bring_in(hugh, page))
    assert "Line 2: the council has to look first" in answer
    assert "Dunmore" not in answer
    assert LARKWOOD not in answer
    with as_(OTHER_SENCO):
        assert [child.upn for child in kept.Child.objects.all()] == [ADAS]
    with as_(AP_OFFICER):
        assert kept.Child.objects.filter(upn=ROBINS).count() == 1
        assert not kept.Event.objects.filter(child=ROBIN).exists()


def test_a_like_name_out_of_sight_is_no_more_than_a_line_either():
    hugh = signed_in(OTHER_SENCO)
    like = robin().replace(ROBINS, EVES).replace("Robin", "Robyn")
    answer = words(bring_in(hugh, check(hugh, csv(like))))
    assert "Line 2: the council has to look first" in answer
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 1


def test_a_restricted_record_of_ones_own_school_is_out_of_sight_too():
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    priya = signed_in(SENCO)
    with as_(AP_OFFICER):
        born = kept.Child.objects.get(pk=ROBIN).date_of_birth
    page = check(priya, csv(f"{ROBINS},Dunmore,Robin,{born:%d/%m/%Y},,,,,"), whole="yes")
    assert counted(page)["On the roll, not in the file"] == "0"
    assert "Line 2: the council has to look first" in words(bring_in(priya, page))


def test_the_data_officer_moves_a_child_to_the_new_school():
    kit, ashdene = signed_in(DATA_OFFICER), str(key("school", ASHDENE))
    page = check(kit, csv(robin()), school=ashdene)
    assert f"On the roll of {LARKWOOD}" in words(page)
    bring_in(kit, page, take="2")
    with as_(AP_OFFICER):
        now = kept.Enrolment.objects.get(child=ROBIN, period__contains=kept.Today())
        assert now.school.name == ASHDENE


def test_another_schools_check_is_not_ones_own():
    page = check(signed_in(SENCO), csv(ADA))
    answer = bring_in(signed_in(OTHER_SENCO), page)
    assert answer.status_code == 400
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 1


@pytest.mark.parametrize("member", [PARENT, TUTOR, AP_OFFICER], ids=lambda member: member.part)
def test_who_may_not_bring_in_a_roll_is_told_so(member: Member):
    client = signed_in(member)
    for page in ("/roll/", "/roll/template.csv"):
        assert client.get(page).status_code == 403
    assert client.post("/roll/", {}).status_code == 403


@pytest.mark.parametrize("member", [HEAD_TEACHER, ATTENDANCE_LEAD], ids=lambda member: member.part)
def test_the_head_and_whoever_keeps_the_register_may(member: Member):
    assert counted(check(signed_in(member), csv(ADA)))["New"] == "1"


def zipped(name: str) -> bytes:
    from zipfile import ZipFile

    whole = BytesIO()
    with ZipFile(whole, "w") as file:
        file.writestr(name, "x")
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \r\n ", "The file is empty"),
        (zipped("xl/workbook.xml"), "Excel workbook"),
        (zipped("roll.csv"), "Unpack it"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\1\2\3 a picture", "not a file of text"),
        (b"Dear all, here is our roll", "No row of headings"),
        (b"Surname,Forename,UPN\nMarsh,Ada,\n", "lack Date of birth"),
        (HEAD.encode(), "no pupil below"),
        ((HEAD + '\n"' + "x" * 200_000).encode(), "quotation mark"),
        (b"<?xml version='1.0'?><CTfile>", "breaks off"),
        (b"<?xml version='1.0'?><html/>", "not a Common Transfer File"),
        (b"<?xml version='1.0'?><CTfile/>", "holds no pupil"),
        (
            b"<?xml version='1.0'?><!DOCTYPE CTfile [<!ENTITY x 'y'>]><CTfile>&x;</CTfile>",
            "DOCTYPE",
        ),
        (b"<?xml version='1.0'?>" + b"<a>" * 60, "nested deeper"),
        (HEAD.encode() + b"\n" + b"x,y\n" * 4200, "more than 4,000 rows"),
        (b"x" * (5 * 1024**2 + 1), "larger than 5 MB"),
    ],
)
def test_a_wrong_file_says_what_it_is_and_how_to_mend_it(data: bytes, said: str):
    answer = check(signed_in(SENCO), data)
    assert answer.status_code == 422
    assert [words for words in errors(answer).values() if said in words], errors(answer)


def test_no_file_and_no_answer_are_asked_for():
    priya = signed_in(SENCO)
    answer = priya.post("/roll/", form_on(priya.get("/roll/")))
    assert list(errors(answer)) == ["#id_file", "#id_whole"]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff".encode() + csv(ADA, EVE),
        csv(ADA, EVE).decode().encode("cp1252"),
        csv(ADA, EVE).decode().encode("utf-16"),
        csv(ADA, EVE).replace(b",", b";"),
        csv(ADA, EVE).replace(b",", b"\t"),
        b"Larkwood School: everybody on roll\r\n\r\n" + csv(ADA, EVE),
        csv(ADA + ",,,,", "", ",,,,,,,,", EVE),
    ],
    ids=["bom", "cp1252", "utf-16", "semicolons", "tabs", "title", "trailing commas"],
)
def test_a_file_is_read_however_excel_saved_it(data: bytes):
    page = check(signed_in(SENCO), data)
    assert counted(page)["New"] == "2"
    assert "Zoë de la Cruz" in words(page)
    assert "Ada O'Brien" in words(page)


def test_rows_that_cannot_be_read_are_named_and_the_rest_come_in():
    rows = (
        ADA,
        ADA,
        "A936990120004,Lee,Kim,1/2/2012,,,,,",
        ",Lee,Kim,31/02/2012,,,,,",
        ",🙂,Kim,1/2/2012",
    )
    priya = signed_in(SENCO)
    page = check(priya, csv(*rows))
    said = words(page)
    for line, what in [
        (3, "is on line 2 too"),
        (4, "the first letter does not fit"),
        (5, "“31/02/2012” is no day"),
        (6, "cannot be a name"),
    ]:
        assert re.search(f"Line {line} .*{what}", said)
    assert "Brought in: 1" in words(bring_in(priya, page))


PUPILS = f"""<?xml version="1.0" encoding="{{encoding}}"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName>
<DocumentQualifier>{{qualifier}}</DocumentQualifier>
<SourceSchool><LEA>936</LEA><Estab>9990</Estab><SchoolName>{{school}}</SchoolName></SourceSchool>
</Header><CTFpupilData>
<Pupil><UPN>{ADAS}</UPN><Surname>Łoś</Surname><Forename>Ada</Forename><DOB>2012-03-14</DOB>
<Gender>F</Gender><Address><AddressLines><AddressLine1>12 Fernhill Close</AddressLine1>
<AddressLine2>Woking</AddressLine2></AddressLines><PostCode>GU21 6XR</PostCode></Address>
<Contacts><Contact><Surname>Łoś</Surname><Forename>Gran</Forename><Responsible>false</Responsible>
</Contact><Contact><Surname>Łoś</Surname><Forename>Bea</Forename><Responsible>true</Responsible>
<Phones><Phone><PhoneNo>07700 900321</PhoneNo></Phone></Phones></Contact></Contacts>
<SENhistory><SEN><SENprovision>K</SENprovision></SEN></SENhistory></Pupil>
</CTFpupilData></CTfile>"""


def a_ctf(school: str = LARKWOOD, qualifier: str = "full", encoding: str = "UTF-8") -> bytes:
    return PUPILS.format(school=school, qualifier=qualifier, encoding=encoding).encode(encoding)


def test_a_common_transfer_file_is_read_for_what_has_a_place_here():
    priya = signed_in(SENCO)
    page = check(priya, a_ctf(), whole="yes", name="936LLLL.xml")
    assert counted(page)["On the roll, not in the file"] == "1"
    assert "no place for it here: SENhistory" in words(page)
    bring_in(priya, page)
    with as_(SENCO):
        child = kept.Child.objects.get(upn=ADAS)
        assert child.sex == "F"
        assert kept.Address.objects.get(child=child).lines == "12 Fernhill Close, Woking"
        assert kept.Adult.objects.get(child=child).name == "Bea Łoś"
        assert kept.Contact.objects.get(child=child).phone == "07700 900321"


def test_a_file_of_another_school_is_brought_in_only_when_that_is_confirmed():
    priya = signed_in(SENCO)
    page = check(priya, a_ctf("Another School"))
    assert "The file says that it is of Another School" in words(page)
    answer = bring_in(priya, page)
    assert answer.status_code == 422
    assert "Tick that these pupils are on the roll" in words(answer)
    assert "Brought in: 1" in words(bring_in(priya, answer_as_new(answer), is_ours="yes"))


def answer_as_new(answer: HttpResponse) -> HttpResponse:
    """A page sent back with its errors is read like any other."""
    answer.status_code = 200
    return answer


def test_a_partial_file_asks_about_nobody_who_is_missing():
    page = check(signed_in(SENCO), a_ctf(qualifier="partial"), whole="yes")
    assert counted(page)["On the roll, not in the file"].startswith("Not asked")


def test_the_template_has_the_headings_that_are_read():
    text = signed_in(SENCO).get("/roll/template.csv").content
    assert sheet(text + b"a,b,c,d,e,f,g,h,i\r\n").rows


@given(st.binary(max_size=400))
def test_whatever_bytes_are_given_there_is_a_reading_or_a_message(data: bytes):
    _read_or_say(data)


@given(st.binary(max_size=300), st.integers(0, 900))
def test_a_file_that_was_spoilt_on_its_way_is_read_or_said(data: bytes, at: int):
    for whole in (csv(ADA, EVE), a_ctf()):
        _read_or_say(whole[:at] + data + whole[at + len(data) :])


def _read_or_say(data: bytes) -> None:
    try:
        said = (ctf if is_ctf(data) else sheet)(data).rows
    except Unreadable as cannot:
        said = str(cannot)
    assert said


def test_a_check_and_a_bringing_in_ask_as_much_for_many_as_for_one(django_assert_max_num_queries):
    priya = signed_in(SENCO)
    many = csv(
        *(
            f",Marsh{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]},Ada,14/03/2012,,,,,"
            for n in range(100)
        )
    )
    priya.get("/roll/")
    with django_assert_max_num_queries(30):
        page = check(priya, many)
    with django_assert_max_num_queries(45):
        bring_in(priya, page)
