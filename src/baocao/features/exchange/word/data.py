"""What came back in edited Word files, as other programs read it."""

from typing import Any

from baocao.features.exchange.word.atoms import readable_text
from baocao.features.exchange.word.carrying import Carried
from baocao.features.exchange.word.figures import FigureFound
from baocao.features.exchange.word.proposing import is_ready
from baocao.features.exchange.word.records import ReferenceEdit, Spot, cell_text
from baocao.features.exchange.word.returning import OtherFound, Returned
from baocao.model.place import Place


def returned_data(returned: Returned, accepted: frozenset[str]) -> dict[str, Any]:
    """Return all that is known of a file that came back."""
    origin = returned.origin
    return {
        "file": returned.path.name,
        "state": returned.state.value,
        "message": returned.message,
        "unit": origin.unit if origin else None,
        "period": origin.period if origin else None,
        "directive": origin.directive if origin else None,
        "product": origin.product if origin else None,
        "people": list(returned.people),
        "figures": [_figure_data(each) for each in returned.figures],
        "texts": [_text_data(each, accepted) for each in returned.carried],
        "references": [_reference_data(each) for each in returned.references],
        "others": [_other_data(each) for each in returned.others],
        "respelled": returned.respelled,
        "comments": returned.comments,
        "remarks": list(returned.remarks),
    }


def _figure_data(figure: FigureFound) -> dict[str, Any]:
    return {
        "figure": figure.label,
        "key": figure.key.text,
        "old": figure.old,
        "new": readable_text(figure.new),
        "given": figure.given,
        "can_be_corrected": bool(figure.way),
        "commit": figure.commit.id if figure.commit else None,
        **_place_data(figure.at),
        **_spot_data(figure.spot),
    }


def _text_data(carried: Carried, accepted: frozenset[str]) -> dict[str, Any]:
    return {
        "text": carried.edit.mark.key,
        "unit": carried.edit.mark.unit,
        "ready": is_ready(carried, accepted),
        "reasons": [
            {"why": reason.why.name.lower(), "about": readable_text(reason.about)}
            for reason in carried.reasons
        ],
        "before": carried.before.text if carried.before else None,
        "after": carried.after,
        **_place_data(carried.before.at if carried.before else None),
        **_spot_data(carried.edit.spot),
    }


def _reference_data(edit: ReferenceEdit) -> dict[str, Any]:
    return {
        "reference": edit.mark.key,
        "old": edit.old,
        "new": readable_text(edit.new),
        **_spot_data(edit.spot),
    }


def _other_data(found: OtherFound) -> dict[str, Any]:
    edit = found.edit
    return {
        "what": edit.sort.name.lower(),
        "old": readable_text(edit.old),
        "new": readable_text(edit.new),
        "writer": found.writer,
        "target": cell_text(edit.target) or None,
        **_spot_data(edit.spot),
    }


def _place_data(place: Place | None) -> dict[str, Any]:
    return {"source": place.file if place else None, "line": place.line if place else None}


def _spot_data(spot: Spot) -> dict[str, Any]:
    return {"heading": spot.heading, "part": spot.part.value}
