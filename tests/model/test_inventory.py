"""What lies in the folders of a workspace."""

from baocao.model.inventory import Inventory, periods_among


def inventory_of(**units: tuple[str, ...]) -> Inventory:
    return Inventory(units, periods=periods_among({name for names in units.values() for name in names}))


def latest_name(**units: tuple[str, ...]) -> str:
    return next((period.id for period in inventory_of(**units).latest_periods()), "")


def test_the_latest_period_is_the_one_whose_data_stop_last() -> None:
    assert latest_name(a=("2025-11.yaml", "2025-9T.yaml"), b=("2025-12-K1.yaml",)) == "2025-12-K1"
    assert latest_name(a=("2025-05.yaml", "2025-Q1.yaml")) == "2025-05"


def test_of_two_that_stop_together_the_one_of_more_units_is_the_latest() -> None:
    assert latest_name(a=("2025-09.yaml", "2025-9T.yaml"), b=("2025-09.yaml",)) == "2025-09"
    assert latest_name(a=("2025-09.yaml", "2025-9T.yaml"), b=("2025-9T.yaml",)) == "2025-9T"


def test_profiles_and_files_of_no_period_make_none_the_latest() -> None:
    assert latest_name(a=("ho-so.yaml", "2025-13.yaml", "2025-12.yaml.bak")) == ""
    assert latest_name() == ""
