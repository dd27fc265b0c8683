"""What a start loads, and what each of it costs: run by the packed interpreter, with `-P`, as a program; prints JSON.

`-X importtime` passes over what `importlib.import_module` loads, such as every application of Django's and every model.
"""

import importlib
import json
import sys
import time
from importlib.machinery import ExtensionFileLoader, SourceFileLoader
from typing import Any

ENTRY = "acg.aws.entry"


def measure() -> dict[str, float]:
    """Import the entry; return milliseconds of processor time by module, without what that module imported."""
    took: dict[str, float] = {}
    inner = [0.0]

    def timed(loader: Any) -> None:
        run = loader.exec_module

        def exec_module(self: Any, module: Any) -> None:
            began = time.process_time()
            inner.append(0.0)
            run(self, module)
            all_of_it = time.process_time() - began
            took[module.__name__] = 1000 * (all_of_it - inner.pop())
            inner[-1] += all_of_it

        loader.exec_module = exec_module

    timed(SourceFileLoader)
    timed(ExtensionFileLoader)
    importlib.import_module(ENTRY)
    return took


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
