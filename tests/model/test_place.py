"""Places: a file, a line and a column, as editors and CI write them."""

from baocao.model.place import Place


def test_a_place_is_written_as_editors_open_it() -> None:
    assert str(Place("data/units/xa-mot/2025-11.yaml", 4, 17)) == "data/units/xa-mot/2025-11.yaml:4:17"


def test_places_are_ordered_by_file_line_and_column() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 1)]
    assert sorted(places) == places[::-1]
