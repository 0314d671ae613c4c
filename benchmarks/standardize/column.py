"""One long column of distinct made-up cells through `parse`: rows a CPU second and peak memory.

    python -m benchmarks.standardize.column phone 10000000

The cells are made as an Arrow array, so that the peak is the library's own and not that of Python strings.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.cost import measured

from custdq import fields as f
from custdq.fields import Kind

_DISTRICTS = (
    "广东省深圳市福田区",
    "浙江杭州西湖区",
    "北京市朝阳区",
    "成都市武侯区",
    "江苏省南京市鼓楼区",
    "上海浦东新区",
)
_ROADS = ("天河路", "人民东路", "建设大街", "学府一路", "长江大道", "中山北路", "光明街")
_SURNAMES = ("王", "李", "张", "刘", "陈", "杨", "欧阳", "赵", "黄", "周", "吴")
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰雨晨浩子涵梓萱宇航"


def made(kind: str, rows: int) -> tuple[Kind, pa.Array]:
    """Return a kind and a column of distinct cells for it."""
    at = np.arange(rows)
    if kind == "phone":
        return f.Phone(region="CN"), _joined("138-", _digits(at // 10_000, 4), "-", _digits(at % 10_000, 4))
    if kind == "email":
        return f.Email(), _joined("User.", _digits(at, 8), "@Example.com")
    if kind == "person_name":
        given = [_drawn(_GIVEN, at // size) for size in (1, 30, 900, 27_000)]
        return f.PersonName(), _joined(_drawn(_SURNAMES, at // 7), *given)
    house = [_drawn(_DISTRICTS, at), _drawn(_ROADS, at // 6), _digits(at // 42 % 1_000 + 1, 1), "号紫荆苑"]
    door = [_digits(at // 42_000 % 50 + 1, 1), "栋2单元", _digits(at // 2_100_000 + 101, 3), "室"]
    return f.Address(region="CN"), _joined(*house, *door)


def _drawn(words: Sequence[str], at: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(list(words)).take(pa.array(at % len(words)))


def _digits(numbers: npt.NDArray[np.int64], width: int) -> pa.Array:
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def _joined(*pieces: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*pieces, "")


def main() -> None:
    """Print one row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["phone", "email", "person_name", "address"])
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    given = parser.parse_args()
    kind, cells = made(given.kind, given.rows)
    with measured() as cost:
        parsed = kind.parse(cells)
    read = len(parsed) - parsed.column("value").null_count
    size = parsed.nbytes / 2**20
    print(
        f"{given.kind}: {given.rows:,} rows, {read:,} read, {given.rows / cost.cpu_s:,.0f} a CPU second, "
        f"peak {cost.peak_mb:,.0f} MB, of which the result is {size:,.0f} MB"
    )


if __name__ == "__main__":
    main()
