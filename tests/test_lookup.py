from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.errors import RecordNotFoundError
from custdq.lookup import find_record

RECORDS = pa.table(
    {
        "record_id": ["C-1", "C-2", None, "C-1", None],
        "source": ["crm.csv", "crm.csv", "zhang.xlsx", "erp.csv", "zhang.xlsx"],
        "sheet": [None, None, "2023", None, "2024"],
        "row": pa.array([2, 3, 9, 2, 9], pa.int64()),
    }
)


@pytest.mark.parametrize(
    ("given", "position"),
    [
        pytest.param("C-2", 1, id="own-id"),
        pytest.param("erp.csv:C-1", 3, id="source-and-id"),
        pytest.param("crm.csv:3", 1, id="source-and-row"),
        pytest.param("zhang.xlsx:2024:9", 4, id="source-sheet-and-row"),
    ],
)
def test_a_record_is_found_by_any_of_its_names(given: str, position: int) -> None:
    assert find_record(RECORDS, given) == position


@pytest.mark.parametrize(
    ("given", "places"),
    [
        pytest.param("C-1", ["crm.csv:2", "erp.csv:2"], id="id-in-two-systems"),
        pytest.param("zhang.xlsx:9", ["zhang.xlsx:2023:9", "zhang.xlsx:2024:9"], id="row-of-two-sheets"),
    ],
)
def test_a_name_of_several_records_is_answered_with_their_places(given: str, places: list[str]) -> None:
    with pytest.raises(RecordNotFoundError) as caught:
        find_record(RECORDS, given)
    assert all(place in str(caught.value) for place in places)


def test_a_name_of_no_record_is_answered_with_the_nearest_and_what_to_give() -> None:
    with pytest.raises(RecordNotFoundError, match=r'Did you mean "C-2"\?.*SOURCE:ROW'):
        find_record(RECORDS, "C_2")


def test_records_without_places_are_found_by_id() -> None:
    assert find_record(pa.table({"record_id": ["a", "b"]}), "b") == 1
