"""Templates are checked for indicators without being rendered."""

import pytest

from baocao.rules.templates import check_templates, named_indicators
from support import Sandbox

TEMPLATE = "templates/bao-cao.md.j2"
OLD = "{{ ct.hs.ty_le | ty_so }}"


def template_problems(sandbox: Sandbox, new: str) -> list[tuple[str, str]]:
    """Return place and message of what is wrong with the template once `new` stands in it."""
    sandbox.replace(TEMPLATE, OLD, new)
    templates, _ = check_templates(sandbox.load().definitions)
    return [(str(each.place), each.message) for each in templates]


@pytest.mark.parametrize(
    "used",
    [
        OLD,
        "{{ ct.hs.tiep_nhan.gia_tri }}",
        "{{ th.ct.hs.tiep_nhan | so }}",
        "{# ct.hs.khong_co #}",
        "{{ xuct.hs.khong_co }}",
        "{% for ct in [] %}{{ ct.ten.khac }}{% endfor %}",
    ],
)
def test_what_is_in_the_catalogue_or_no_indicator_is_accepted(sandbox: Sandbox, used: str) -> None:
    assert template_problems(sandbox, used) == []


@pytest.mark.parametrize(
    ("used", "column", "name", "meant"),
    [
        ("{{ ct.hs.tiep_nhn | so }}", 24, "tiep_nhn", "tiep_nhan"),
        ("{{ th.ct.hs.tiep_nhn | so }}", 27, "tiep_nhn", "tiep_nhan"),
        ("{{ ct.hss.tiep_nhan }}", 21, "hss", "hs"),
    ],
)
def test_an_unknown_indicator_is_reported_at_its_line_with_the_nearest_name(
    sandbox: Sandbox, used: str, column: int, name: str, meant: str
) -> None:
    ((place, message),) = template_problems(sandbox, used)
    assert place == f"{TEMPLATE}:8:{column}"
    assert message == f"Mẫu dùng tên '{name}' không có. Ý bạn là '{meant}'?"


def test_checking_says_it_once_and_in_the_words_of_the_build(sandbox: Sandbox) -> None:
    sandbox.replace(TEMPLATE, OLD, "{{ ct.hs.tiep_nhn | ty_so }}")
    (found,), sources = check_templates(sandbox.load().definitions)
    assert found in sandbox.build().problems
    assert set(sources) == {TEMPLATE, "templates/tong-hop.md.j2"}


def test_a_template_names_indicators_and_whole_groups(sandbox: Sandbox) -> None:
    definitions = sandbox.load().definitions
    assert named_indicators("{{ ct.hs.tiep_nhan }}{# ct.hs.kinh_phi #}{{ ct.hs.khac }}", definitions) == {
        "hs.tiep_nhan"
    }
    group = named_indicators("{% for so in ct.hs %}{{ so }}{% endfor %}", definitions)
    assert group == set(definitions.catalogue.indicators)
