"""Where the process begins and ends: it listens to signals before anything else is loaded."""

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.stopping import Stopping
from baocao.cli.streams import Streams


def start() -> int:
    """Run the program with the arguments of this process and return its exit code."""
    streams = Streams()
    # Signals first: Ctrl+C while the rest is loading would otherwise end in a traceback.
    stopping = Stopping(streams.stop_waiting)
    try:
        stopping.listen_to_signals()
        code = _run_main()
        stopping.settle_signals()
    except KeyboardInterrupt:  # while the program was still being loaded
        from baocao.cli.failures import tell_stopped  # noqa: PLC0415 - keeps what is not guarded small

        stopping.settle_signals()
        return tell_stopped()
    return _whole_exit(code, streams)


def _run_main() -> int:
    try:
        from baocao.cli.main import main  # noqa: PLC0415 - loads everything
    except (OSError, MemoryError) as error:
        from baocao.cli.failures import tell_failure  # noqa: PLC0415

        return tell_failure(error)
    return main()


def _whole_exit(code: int, streams: Streams) -> int:
    """Return the exit code, which is never a good one if what was printed is not whole."""
    failure = streams.output_failure()
    if failure is None:
        return code
    from baocao.cli.failures import tell_cut_off  # noqa: PLC0415 - seldom needed

    tell_cut_off(failure)
    return DATA_ERRORS if code in {GOOD, INCOMPLETE} else code
