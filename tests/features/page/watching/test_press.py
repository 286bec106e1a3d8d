"""Printing the document that is looked at: the last one counts, and nobody waits for it."""

from queue import SimpleQueue
from threading import Event
from typing import Any, cast

from baocao.features.page.watching.frames import Frame
from baocao.features.page.watching.press import Press
from baocao.features.page.watching.shelf import Shelf
from baocao.pipeline.printing import STOPPED, Printer, Printout


class SlowPrinter:
    """Prints when it is let to, unless it is stopped."""

    is_there = True

    def __init__(self) -> None:
        self.begun: SimpleQueue[bytes] = SimpleQueue()
        self.goes_on = Event()
        self.stopped = False
        self.running = False

    def print_word(self, data: bytes) -> Printout:
        """Return the data as pages."""
        self.running = True
        self.begun.put(data)
        self.goes_on.wait(10)
        self.goes_on.clear()
        self.running = False
        stopped, self.stopped = self.stopped, False
        return Printout(None, STOPPED) if stopped else Printout(b"%PDF " + data)

    def stop(self) -> None:
        """End what is being printed."""
        if self.running:
            self.stopped = True
            self.goes_on.set()


def word_frame(number: int, data: bytes) -> Frame:
    """Return what the builder sends to be printed."""
    head = {"op": "print", "name": "van-ban.pdf", "type": "application/pdf", "policy": "", "number": number}
    return Frame(head, data)


def test_pages_are_given_out_and_told_when_they_are_there() -> None:
    printer, shelf, told = SlowPrinter(), Shelf(), SimpleQueue[Any]()
    press = Press(cast("Printer", printer), shelf, told.put)
    press.print_next(word_frame(1, b"1"))
    assert printer.begun.get(timeout=10) == b"1"
    assert shelf.resource_of("van-ban.pdf") is None
    printer.goes_on.set()
    assert told.get(timeout=10) == {"printed": True, "reason": "", "number": 1}
    resource = shelf.resource_of("van-ban.pdf")
    assert resource is not None
    assert (resource.data, resource.media_type) == (b"%PDF 1", "application/pdf")


def test_a_document_that_was_saved_again_is_printed_as_it_is_now() -> None:
    printer, shelf, told = SlowPrinter(), Shelf(), SimpleQueue[Any]()
    press = Press(cast("Printer", printer), shelf, told.put)
    press.print_next(word_frame(1, b"1"))
    while printer.begun.empty():
        pass
    press.print_next(word_frame(2, b"2"))
    assert [printer.begun.get(timeout=10) for _ in range(2)] == [b"1", b"2"]
    printer.goes_on.set()
    answers = [told.get(timeout=10)]
    while answers[-1]["number"] != 2:
        answers.append(told.get(timeout=10))
    assert answers[-1]["printed"]
    assert not any(answer["printed"] for answer in answers[:-1])
    resource = shelf.resource_of("van-ban.pdf")
    assert resource is not None
    assert resource.data == b"%PDF 2"
