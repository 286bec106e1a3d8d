"""The outline as addressees see it: for all with marks, or the variant of one kind of unit."""

from typing import Final

import pytest

from composing import printed_lines
from support import Sandbox

DIRECTIVE: Final = "data/directives/cd.yaml"
REGISTRY: Final = "data/units/don-vi.yaml"
BODY: Final = """{% for m in de_cuong %}
{{ "#" * m.cap }} {{ m.ten }}{% if m.danh_cho %} ({{ m.danh_cho }}){% endif %}

{% for y in m.y %}
- {{ y.noi_dung }}
{% if y.huong_dan %}
*({{ y.huong_dan }})*
{% endif %}
{% if y.danh_cho %}
({{ y.danh_cho }})
{% endif %}

{% endfor %}
{% endfor %}"""
OUTLINE: Final = """de_cuong:
  - so: "1"
    ten: Chung
    y:
      - Việc chung
      - {noi_dung: Việc của xã, huong_dan: ghi rõ, ap_dung: {cap: xa}}
      - {noi_dung: Việc của sở, ap_dung: {cap: so}}
  - {so: "2", ten: Riêng của phường, ap_dung: {loai: phuong}}
"""


@pytest.fixture
def outlined(sandbox: Sandbox) -> Sandbox:
    text = (sandbox.root / DIRECTIVE).read_text(encoding="utf-8")
    before, rest = text.split("de_cuong:")
    sandbox.write(DIRECTIVE, f"{before}{OUTLINE}nhom_nhiem_vu:{rest.split('nhom_nhiem_vu:')[1]}")
    sandbox.replace(REGISTRY, "don_vi:", "cap: {xa: các địa phương}\ndon_vi:")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", '"I.1": Theo', '"1": Theo')
    return sandbox


def for_whom(sandbox: Sandbox, audience: str) -> list[str]:
    sandbox.replace(DIRECTIVE, "lap_boi: [{cap: xa}]}", f"lap_boi: [{{cap: xa}}], danh_cho: {audience}}}")
    return printed_lines(sandbox, BODY)


def test_an_outline_for_all_says_what_is_for_whom(outlined: Sandbox) -> None:
    assert printed_lines(outlined, BODY) == [
        "1. Chung",
        "- Việc chung",
        "- Việc của xã (ghi rõ) (đối với các địa phương)",
        "- Việc của sở (đối với sở)",
        "2. Riêng của phường (đối với phường)",
    ]


def test_the_variant_for_departments_leaves_out_what_localities_report(outlined: Sandbox) -> None:
    assert for_whom(outlined, "[{cap: so}]") == ["1. Chung", "- Việc chung", "- Việc của sở"]


def test_the_variant_for_localities_needs_no_marks_for_what_concerns_all_of_them(outlined: Sandbox) -> None:
    assert for_whom(outlined, "[{cap: xa}]") == [
        "1. Chung",
        "- Việc chung",
        "- Việc của xã (ghi rõ)",
        "2. Riêng của phường (đối với phường)",
    ]
