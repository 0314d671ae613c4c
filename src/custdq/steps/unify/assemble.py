"""One source table brought onto the unified columns.

The trap: a cell that is taken apart and put elsewhere must still be found. Whatever does not stand, as written, under a
unified name or its own is kept in `as_written`, by column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pyarrow as pa

from custdq.infer.columns import AS_WRITTEN
from custdq.steps.unify.arrays import filled, first_filled, joined, per_distinct, same, usable, where
from custdq.steps.unify.guess import ColumnPlan
from custdq.steps.unify.parties import read_parties
from custdq.steps.unify.phones import PhoneColumn, distribute
from custdq.steps.unify.receiver import read_receiver
from custdq.tables import CUSTOMER_COLUMNS, POSITION_COLUMNS
from custdq.text.clean import clean_text

_PHONE_MEANINGS = ("mobile", "phone", "landline", "hotline", "other_phones")
_NAME_MEANINGS = ("name", "person_name", "company", "contact_name", "nickname")
_WECHAT_LABEL = re.compile(r"^(?:we\s?chat|wx|vx|weixin|微信号?)\s*[:：]\s*", re.IGNORECASE)
#: Figures of the shortest mobile numbers there are (Denmark, Hong Kong, Singapore); fewer are a part of one.
_SHORTEST_MOBILE = 8
_SAME_AS_PHONE = re.compile(
    # 同上 may mean the row above and is left as it stands
    r"(?:微信|电话|本机|与?手机号?)?同(?:号|手机号?码?|电话号?码?|步)|(?:本机|手机)号"
)


def assemble(data: pa.Table, plans: Sequence[ColumnPlan], *, region: str | None) -> dict[str, pa.Array]:
    """Bring one table onto the unified columns.

    Parameters
    ----------
    data
        String columns under their original names.
    plans
        What becomes of each column.
    region
        ISO 3166-1 alpha-2 code for numbers in national form.

    Returns
    -------
    dict
        Unified columns that occur, then columns under their own names, all aligned with `data`.
    """
    cells = {plan.column: data.column(plan.column).combine_chunks() for plan in plans}
    cells = {
        name: pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column
        for name, column in cells.items()
    }
    unified = _single_columns(cells, plans)
    receiver = _receivers(cells, plans)
    _place_phones(unified, cells, plans, receiver, region)
    _place_address(unified, cells, plans, receiver)
    _place_names(unified, cells, plans, receiver, region)
    own = {_own_name(plan): cells[plan.column] for plan in plans if plan.keeps_own_name or _stays(plan)}
    leftovers = _as_written(unified, cells, plans)
    if leftovers is not None:
        if AS_WRITTEN in own:
            own[f"{AS_WRITTEN}_original"] = own.pop(AS_WRITTEN)
        own[AS_WRITTEN] = leftovers
    ordered = {name: unified[name] for name in CUSTOMER_COLUMNS if name in unified}
    return {**ordered, **{name: column for name, column in own.items() if name not in ordered}}


def _stays(plan: ColumnPlan) -> bool:
    if plan.meaning is None:
        return True
    return plan.target == plan.column and plan.column not in (*CUSTOMER_COLUMNS, "record_id")


def _own_name(plan: ColumnPlan) -> str:
    """Return the name a column keeps; a unified name or a position it does not mean is not its to keep."""
    name = plan.target if plan.meaning is None and plan.target not in CUSTOMER_COLUMNS else plan.column
    return f"{name}_original" if name in CUSTOMER_COLUMNS or name in POSITION_COLUMNS else name


def _of(plans: Sequence[ColumnPlan], *meanings: str) -> list[ColumnPlan]:
    return [plan for plan in plans if plan.meaning in meanings]


def _single_columns(cells: dict[str, pa.Array], plans: Sequence[ColumnPlan]) -> dict[str, pa.Array]:
    """Return the unified columns that one original column holds, its gaps filled by others of the same meaning."""
    unified: dict[str, pa.Array] = {}
    shared = (*_PHONE_MEANINGS, *_NAME_MEANINGS, "receiver", "division", "address")
    moved = [p for p in plans if p.meaning and p.meaning not in shared and p.target in CUSTOMER_COLUMNS]
    for plan in sorted(moved, key=lambda plan: plan.fills_only):
        column = cells[plan.column]
        held = unified.get(plan.target)
        unified[plan.target] = column if held is None else first_filled(usable(held), usable(column), held)
    return unified


def _receivers(cells: dict[str, pa.Array], plans: Sequence[ColumnPlan]) -> dict[str, pa.Array]:
    found = _of(plans, "receiver")
    if not found:
        return {}
    parts = [per_distinct(cells[plan.column], read_receiver, 4) for plan in found]
    names = ("receiver_person", "receiver_organization", "phones", "address")
    return {name: first_filled(*[part[at] for part in parts]) for at, name in enumerate(names)}


def _place_phones(
    unified: dict[str, pa.Array],
    cells: dict[str, pa.Array],
    plans: Sequence[ColumnPlan],
    receiver: dict[str, pa.Array],
    region: str | None,
) -> None:
    columns = [PhoneColumn(cells[plan.column], str(plan.meaning)) for plan in _of(plans, *_PHONE_MEANINGS)]
    if receiver:
        columns.append(PhoneColumn(receiver["phones"], "phone"))
    wechat = unified.get("wechat")
    if columns:
        placed = distribute(columns, region)
        named = {plan.meaning for plan in _of(plans, *_PHONE_MEANINGS)}
        for target, column in placed.columns.items():
            if column.null_count < len(column) or target in named:
                held = unified.get(target)
                unified[target] = column if held is None else first_filled(usable(held), column, held)
        if wechat is not None or placed.wechat.null_count < len(placed.wechat):
            unified["wechat"] = _wechat(wechat, unified.get("mobile"), placed.wechat)
    elif wechat is not None:
        unified["wechat"] = _wechat(wechat, None, None)


def _wechat(cells: pa.Array | None, mobile: pa.Array | None, told_by_phone: pa.Array | None) -> pa.Array:
    """Return WeChat names without labels; "same as the mobile" becomes the mobile, and names nobody without one."""
    if cells is None:
        return told_by_phone
    names, same_as_mobile = per_distinct(cells, _read_wechat, 2)
    numbers = None if mobile is None else per_distinct(mobile, lambda text: (_digits_of_mobile(text),), 1)[0]
    names = where(filled(same_as_mobile), numbers, names)
    return first_filled(usable(names), told_by_phone, names) if told_by_phone is not None else names


def _read_wechat(cell: str) -> tuple[str | None, str | None]:
    name = _WECHAT_LABEL.sub("", cell.strip())
    return name or cell, "yes" if _SAME_AS_PHONE.fullmatch(name) else None


def _digits_of_mobile(text: str) -> str | None:
    digits = re.sub(r"^(?:0086|86)(?=1)|^0(?=1)", "", re.sub(r"\D", "", re.sub(r"\.0$", "", text)))
    return digits if len(digits) >= _SHORTEST_MOBILE else None


def _place_address(
    unified: dict[str, pa.Array], cells: dict[str, pa.Array], plans: Sequence[ColumnPlan], receiver: dict[str, pa.Array]
) -> None:
    columns = [cells[plan.column] for plan in sorted(_of(plans, "address"), key=lambda plan: plan.fills_only)]
    details = [usable(column) for column in columns]
    if receiver:
        details.append(receiver["address"])
    divisions = [usable(cells[plan.column]) for plan in _of(plans, "division")]
    if not details and not divisions:
        return
    detail = first_filled(*details) if details else None
    if divisions:
        division = first_filled(*divisions)
        detail = division if detail is None else joined(" ", division, detail)
    unified["address"] = first_filled(detail, *columns)


def _place_names(
    unified: dict[str, pa.Array],
    cells: dict[str, pa.Array],
    plans: Sequence[ColumnPlan],
    receiver: dict[str, pa.Array],
    region: str | None,
) -> None:
    named: dict[str, pa.Array] = {}
    for meaning in _NAME_MEANINGS:
        columns = [cells[plan.column] for plan in _of(plans, meaning)]
        if columns:
            named[meaning] = first_filled(*[usable(column, name=meaning != "company") for column in columns], *columns)
    named |= {name: receiver[name] for name in ("receiver_person", "receiver_organization") if receiver}
    if not named and "kind" not in unified:
        return
    telling = ("kind", "uscc", "resident_id", "birthday", "gender")
    evidence: dict[str, pa.Array] = {meaning: unified[meaning] for meaning in telling if meaning in unified}
    parties = read_parties(named, evidence)
    written = [column for meaning, column in named.items() if meaning in _NAME_MEANINGS and meaning != "company"]
    typed = [*written, *[column for meaning, column in named.items() if meaning == "company"]]
    if named:
        unified["name"] = first_filled(_as_typed(parties.name, typed), *written)
    if parties.contact_name.null_count < len(parties.contact_name):
        unified["contact_name"] = parties.contact_name
    # Among western names alone nothing tells a shop from a person well enough to say so.
    if region == "CN" or evidence or "company" in named:
        unified["kind"] = parties.kind


def _as_typed(name: pa.Array, cells: Sequence[pa.Array]) -> pa.Array:
    """Return names as they were typed, runs of spaces and all, where nothing was taken off them."""
    for column in cells:
        cleaned = per_distinct(column, lambda text: (clean_text(text),), 1)[0]
        name = where(same(cleaned, name), column, name)
    return name


def _as_written(
    unified: dict[str, pa.Array], cells: dict[str, pa.Array], plans: Sequence[ColumnPlan]
) -> pa.Array | None:
    """Return, as JSON by column, the cells whose text stands nowhere in the row any more; None where there are none."""
    moved = [plan for plan in plans if plan.meaning and plan.target in CUSTOMER_COLUMNS and not plan.keeps_own_name]
    lost: dict[int, dict[str, str]] = {}
    for plan in moved:
        column = cells[plan.column]
        suspects = filled(column)
        for target in unified.values():
            suspects &= ~same(column, target)
        rows = suspects.nonzero()[0]
        if not len(rows):
            continue
        texts = column.take(pa.array(rows)).to_pylist()
        values = [target.take(pa.array(rows)).to_pylist() for target in unified.values()]
        for at, (row, text) in enumerate(zip(rows.tolist(), texts, strict=True)):
            if not any(value[at] is not None and text.strip() in value[at] for value in values):
                lost.setdefault(row, {})[plan.column] = text
    if not lost:
        return None
    count = len(next(iter(cells.values())))
    return pa.array(
        [json.dumps(lost[row], ensure_ascii=False) if row in lost else None for row in range(count)], pa.string()
    )
