"""Spoils foreign files, and runs every command that reads them, as long as it is told.

python tests/fuzz/strangers.py [seconds] [seed]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from strangers import BUILDS, TRIALS, Lab, has_survived  # noqa: E402 - the path comes first


def explore_files(seconds: float, seed: int) -> tuple[int, int, list[str]]:
    """Return how many files were tried, how many made a difference, and what broke."""
    dice, tried, differing, broken = random.Random(seed), 0, 0, []
    with tempfile.TemporaryDirectory(prefix="baocao-fuzz-") as folder:
        lab = Lab(Path(folder))
        good = {trial: lab.run(trial, None) for trial in (*TRIALS, *BUILDS)}
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            trial = dice.choice((*TRIALS, *TRIALS, *TRIALS, *BUILDS))
            mutant = lab.mutant(trial, dice)
            result = lab.run(trial, mutant)
            tried += 1
            differing += result != good[trial]
            if not has_survived(result):
                kept = Path(tempfile.mkstemp(prefix="baocao-", suffix=f"-{trial.file}")[1])
                kept.write_bytes(mutant.data)
                broken.append(f"{kept}: {trial.name}, {mutant.name}: {result.err[-2000:]}")
    return tried, differing, broken


def main(arguments: list[str]) -> None:
    """Explore, and fail if anything broke."""
    seconds = float(arguments[0]) if arguments else 60.0
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    tried, differing, broken = explore_files(seconds, seed)
    sys.stderr.write(f"seed {seed}: {tried} files, {differing} made a difference, {len(broken)} broke\n")
    sys.exit("\n".join(broken) or 0)


if __name__ == "__main__":
    main(sys.argv[1:])
