"""The lexicon of the column names of business programs."""

from __future__ import annotations

import pytest

from custdq.infer.labels import label_of
from custdq.reference.column_names import COLUMN_NAMES
from custdq.reference.column_names_systems import COLUMN_NAMES_OF_SYSTEMS


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        pytest.param("ORT01", "city", id="sap"),
        pytest.param("PSTLZ", "postcode", id="sap postcode"),
        pytest.param("telephone1", "phone", id="dynamics"),
        pytest.param("MailingPostalCode", "postcode", id="salesforce"),
        pytest.param("hubspot_owner_id", "owner", id="hubspot"),
        pytest.param("_address_street", "street", id="magento"),
        pytest.param("Default Address Address1", "street", id="shopify"),
    ],
)
def test_a_name_means_what_it_does_there(name: str, meaning: str) -> None:
    assert label_of(name).meaning == meaning


def test_meanings_are_those_of_the_other_lexicons() -> None:
    assert set(COLUMN_NAMES_OF_SYSTEMS) <= set(COLUMN_NAMES)


def test_names_cut_short_are_no_ends_of_longer_ones() -> None:
    assert label_of("export_ort01x").meaning is None
