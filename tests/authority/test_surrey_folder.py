"""The council's folder as it comes: whole, sourced, in the page's own words."""

import time
from dataclasses import replace
from datetime import date

import pytest

from towpath import authority

COUNCIL = authority.load(authority.find("surrey"))
VERSIONS = [(p.id, version) for p in COUNCIL.pathways for version in p.versions]


def test_all_twelve_pathways_are_there_in_order():
    assert [pathway.id for pathway in COUNCIL.pathways] == [
        *("a2e", "online-school", "arts", "outdoor", "life", "pru", "medical-pru", "hope"),
        *("independent", "eotas", "inclusion-outreach", "autism-outreach"),
    ]


def test_the_folder_has_no_fault():
    assert authority.check(authority.find("surrey")) == ()


@pytest.mark.parametrize(("name", "version"), VERSIONS, ids=[name for name, _ in VERSIONS])
def test_every_criterion_is_in_the_words_of_the_page(name, version):
    page = " ".join(version.page.split())
    for criterion in version.criteria:
        assert criterion.source
        assert criterion.words
        assert " ".join(criterion.words.split()) in page
    for clause in (*version.steps, *version.limits, *version.funding, *version.attendance):
        assert " ".join(clause.words.split()) in page, (name, clause.id)
    for offer in version.offer:
        assert " ".join(offer.split()) in page


def test_no_criterion_is_invented_where_the_page_gives_none():
    (outdoor,) = COUNCIL.pathway("outdoor").versions
    assert outdoor.criteria == ()
    assert outdoor.no_criteria


def test_the_county_ends_and_its_successors_begin_the_next_day():
    council = COUNCIL.council
    assert (council.la_code, council.last_day) == ("936", date(2027, 3, 31))
    assert {s.first_day for s in council.successors} == {date(2027, 4, 1)}


def test_limits_are_data_with_what_an_extension_needs():
    (two_terms,) = COUNCIL.pathway("a2e").versions[-1].limits
    assert (two_terms.most, two_terms.unit) == (2, "terms")
    assert two_terms.extension_needs == ("reason", "approver")
    (notify,) = COUNCIL.pathway("pru").versions[-1].limits
    assert (notify.most, notify.unit, notify.owed_by) == (24, "hours", "council")


def test_an_old_day_reads_the_old_version():
    pathway = COUNCIL.pathway("life")
    (first,) = pathway.versions
    second = replace(first, valid_from=date(2026, 9, 1))
    changed = replace(pathway, versions=(first, second))
    assert changed.on(date(2026, 8, 31)) is first
    assert changed.on(date(2026, 9, 1)) is second
    assert changed.on(date(2023, 6, 30)) is None


def test_it_loads_in_well_under_a_second():
    start = time.perf_counter()
    authority.load(authority.find("surrey"))
    assert time.perf_counter() - start < 0.5


def test_a_council_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(authority.FaultyError, match=r"no such council.*surrey"):
        authority.find("surey")
