"""Two units may have one code after each other, never at the same time."""

import pytest

from support import Sandbox

REGISTRY = "data/units/don-vi.yaml"
HAI = 'xa-hai: {ma: "2",'


@pytest.mark.parametrize(
    ("former", "told"),
    [
        ('ma_truoc: [{den: 2025-08-31, ma: "1"}],', ["BC526"]),
        ('ma_truoc: [{den: 2025-08-31, ma: "9"}],', []),
        ('ma_truoc: [{den: 2025-06-30, ma: "1"}],', []),
    ],
)
def test_a_former_code_counts_for_the_days_on_which_the_unit_had_it(
    sandbox: Sandbox, former: str, told: list[str]
) -> None:
    sandbox.replace(REGISTRY, HAI, f"{HAI} {former}")
    problems = sandbox.load().problems
    assert [each.code for each in problems if each.code in {"BC525", "BC526"}] == told
