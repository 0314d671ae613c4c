"""One invented run with every part of a report in it. All people and numbers are made up."""

from __future__ import annotations

import pytest

from custdq.steps.report.data import (
    ColumnLine,
    ConflictLine,
    EntityExample,
    EntitySummary,
    Evidence,
    FindingLine,
    MappingLine,
    Member,
    RepairLine,
    ReportData,
    ReviewPair,
    SourceLine,
)

SECRETS = ("13900001234", "139 0000-1234", "林一帆", "lin.yifan@example.com", "梧桐路88号", "13900001235")


def mask_phone(value: str) -> str:
    return value[:6] + "****" + value[-2:]


def mask_name(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def mask_email(value: str) -> str:
    return value[0] + "***@" + value.partition("@")[2]


def _members() -> list[Member]:
    first = {
        "name": "林一帆",
        "mobile": "+8613900001234",
        "email": "lin.yifan@example.com",
        "city": "杭州市",
        "stage": "合作",
        "address": "浙江省杭州市西湖区梧桐路88号3单元",
    }
    return [
        Member("crm_customers.csv", "", 4012, "C-20931", first),
        Member(
            "01_客户名单.xlsx", "Sheet1", 233, None, {**first, "email": None, "address": "梧桐路88号", "stage": "潜在"}
        ),
        Member("erp_partners.xlsx", "往来单位", 77, "E0077", {**first, "mobile": "+8613900001235", "city": None}),
        Member("service_tickets.jsonl", "", 1809, None, {"name": "林一帆", "mobile": "+8613900001234"}),
    ]


def _evidence() -> list[Evidence]:
    return [
        Evidence("mobile", "same number", 13.2, "+8613900001234", "+8613900001234"),
        Evidence("name", "same", 9.1, "林一帆", "林一帆"),
        Evidence("city", "same", 3.4, "杭州市", "杭州市"),
        Evidence("address", "one holds the other", 4.8, "浙江省杭州市西湖区梧桐路88号3单元", "梧桐路88号"),
        Evidence("stage", "differs", -0.7, "合作", "潜在"),
        Evidence("prior", "two records taken at random", -14.1),
    ]


def _card() -> dict[str, object]:
    dimensions = [
        ("completeness", 0.873, 101877, 116692, 1.0, None),
        ("accuracy", 0.9621, 140210, 145733, 0.98, "validity"),
        ("consistency", 0.914, 20333, 22246, 0.52, None),
        ("timeliness", 0.644, 18788, 29173, 1.0, None),
        ("uniqueness", None, None, None, 0.0, None),
    ]
    fields = [
        ("updated_at", "timeliness", 0.644, 1.0, 0.356),
        ("email", "completeness", 0.55, 1.0, 0.071),
        ("address", "completeness", 0.81, 1.0, 0.044),
        ("mobile", "accuracy", 0.931, 0.97, 0.021),
        ("address", "consistency", 0.77, 0.5, 0.052),
        ("uscc", "accuracy", 0.95, 0.4, 0.011),
    ]
    owners = [
        ("张丽", 0.941, 2088, 0.93),
        ("李强", 0.872, 1928, 0.857),
        ("王敏", 0.79, 1744, 0.77),
        ("陈伟", 1.0, 3, 0.44),
    ]
    return {
        "overall": 0.8483,
        "run": {"as_of": "2025-06-30", "rows": 29173, "rules": "7cbbdba2ce8963ea"},
        **_about(),
        "dimensions": [
            dict(zip(("dimension", "score", "numerator", "denominator", "coverage", "basis"), d, strict=True))
            for d in dimensions
        ],
        "fields": [dict(zip(("field", "dimension", "score", "coverage", "loss"), f, strict=True)) for f in fields],
        "groups": [
            {"group": g, "by": "owner", "dimension": "overall", "score": s, "rows": n, "lower": low}
            for g, s, n, low in owners
        ],
    }


def _about() -> dict[str, object]:
    trend = [
        {"as_of": f"2025-0{month}-30", "rows": 29000, "rules": "old" if month == 3 else "new", "overall": 0.8,
         "completeness": 0.8 + month / 100, "accuracy": None if month == 4 else 0.9} for month in range(3, 7)
    ]  # fmt: skip
    alarm = {"kind": "drop", "name": "email.accuracy", "before": 0.95, "after": 0.85, "reason": "email.accuracy fell."}
    failing = {"source": "01_客户名单.xlsx", "sheet": "Sheet1", "row": 233, "record_id": None, "column": "mobile",
               "code": "wrong_length", "value": "999 9999", "suggestion": None}  # fmt: skip
    return {
        "history": {
            "runs": 4, "previous": {"as_of": "2025-05-30", "rules": "new"}, "alarms": [alarm], "trend": trend,
            "change": {"completeness": 0.012},
        },
        "columns": [{"column": "mobile", "kind": "phone", "rows": 10, "valid": 5, "repaired": 2, "invalid": 1,
                     "missing": 2}],
        "missingness": {"by": "source", "places": ["crm_customers.csv", "01_张丽_客户名单_2025年第二季度.xlsx"],
                        "rows": [6, 4], "columns": ["mobile"], "shares": [[0.0, 0.5]]},
        "personal_data": [{"column": "mobile", "kind": "phone", "what": "phone number", "level": "ordinary",
                           "basis": "PIPL art. 4", "cells": 8, "remark": ""}],
        "failing": {"of": 12, "rows": [failing]},
        "redacted": True,
    }  # fmt: skip


def _intake() -> dict[str, object]:
    return {
        "sources": [
            SourceLine("01_客户名单.xlsx", "Sheet1", 2181, 2088, 93),
            SourceLine("02_李强_客户.csv", "", 2014, 1928, 86, "GB18030"),
            SourceLine("crm_customers.csv", "", 9496, 9308, 188, "UTF-8"),
            SourceLine("erp_partners.xlsx", "往来单位", 4031, 4013, 18),
            SourceLine("service_tickets.jsonl", "", 3615, 3536, 79, "UTF-8"),
            SourceLine("orders.csv", "", 19798, 0, 0, "UTF-8", "no customer list; attached"),
            SourceLine("会议纪要.xlsx", "", 0, 0, 0, None, "prose, no table; passed over"),
        ],
        "mappings": [
            MappingLine("01_客户名单.xlsx", "客户名称", "name", "name says customer; 97% of values are names", 0.98),
            MappingLine(
                "01_客户名单.xlsx", "联系电话", "mobile", "name says phone; 91% of values are mobile numbers", 0.96
            ),
            MappingLine("01_客户名单.xlsx", "跟进状态", "stage", "few distinct values", 0.61),
            MappingLine("01_客户名单.xlsx", "备注", None, "free text", 0.9),
            MappingLine(
                "erp_partners.xlsx", "往来单位名称", "name", "name says organization; 99% have a legal form", 0.99
            ),
            MappingLine("erp_partners.xlsx", "最近交易日", "updated_at", "dates; name says last deal", 0.66),
        ],
    }


def _cells() -> dict[str, object]:
    return {
        "columns": [
            ColumnLine("name", "organization_name", 21010, 7204, 12, 947),
            ColumnLine("mobile", "phone", 14110, 9820, 611, 4632),
            ColumnLine("email", "email", 11210, 1201, 144, 16618),
            ColumnLine("address", "address", 6020, 17110, 930, 5113),
        ],
        "repairs": [
            RepairLine(
                "mobile",
                "reformatted",
                8814,
                [("139 0000-1234", "+8613900001234"), ("１３９００００１２３４", "+8613900001234")],
            ),
            RepairLine("mobile", "excel_number", 611, [("13900001234.0", "+8613900001234")]),
            RepairLine("name", "title_removed", 402, [("林一帆 先生", "林一帆")]),
            RepairLine("address", "division_filled", 9022, [("梧桐路88号", "浙江省杭州市西湖区梧桐路88号")]),
        ],
        "findings": [
            FindingLine("total_row", 43, "01_客户名单.xlsx, rows 501, 1002, …"),
            FindingLine("test_row", 61, "crm_customers.csv"),
            FindingLine("digits_lost", 118, "mobile in 01_客户名单.xlsx"),
            FindingLine("not_a_table", 1, "会议纪要.xlsx"),
            FindingLine("area_code_missing", 402, "landline in 02_李强_客户.csv"),
            FindingLine("bad_check_digit", 57, "uscc in crm_customers.csv"),
            FindingLine("attached_table", 1, "orders.csv"),
        ],
    }


def sample_report() -> ReportData:
    members = _members()
    stranger = Member("02_李强_客户.csv", "", 91, None, {"name": "陈小圆", "mobile": "021-55550199"})
    golden = {**members[0].values, "landline": None}
    return ReportData(
        as_of="2025-06-30",
        title="Customers of Example Ltd",
        version="0.1.0",
        entities=EntitySummary(
            29173, 12140, 14, 6034, {1: 4120, 2: 3310, 3: 2200, 4: 1510, 5: 640, 6: 220, 9: 130, 14: 10}
        ),
        examples=[EntityExample("E00001733", members, golden, _evidence())],
        review=[
            ReviewPair(members[0], stranger, -0.4, 0.43, _evidence()),
            ReviewPair(members[1], stranger, 0.9, 0.65, _evidence()),
        ],
        review_total=214,
        conflicts=[
            ConflictLine(
                "E00001733",
                "mobile",
                "+8613900001234",
                [("+8613900001234", 3, "crm, 01_客户名单"), ("+8613900001235", 1, "erp")],
                "most_recent",
            ),
            ConflictLine(
                "E00001733", "stage", "合作", [("合作", 2, "crm, erp"), ("潜在", 1, "01_客户名单")], "most_frequent"
            ),
        ],
        conflicts_total=1204,
        card=_card(),
        timings={"read": 1.91, "unify": 0.72, "standardize": 2.44, "link": 8.12, "merge": 1.4, "score": 0.6},
        masks={"name": mask_name, "mobile": mask_phone, "email": mask_email, "stage": str, "city": str},
        outputs={"golden": "out/golden.csv", "report": "out/report.html"},
        **_intake(),  # type: ignore[arg-type]
        **_cells(),  # type: ignore[arg-type]
    )


@pytest.fixture
def secrets() -> tuple[str, ...]:
    """Return values that must never be seen in a masked report."""
    return SECRETS


@pytest.fixture
def report_data() -> ReportData:
    return sample_report()
