"""`make demo`: the shipped contract in a throwaway store, what is due and the whole schedule."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Run the three commands a new user would."""
    program = [sys.executable, "-m", "svcctl"]
    with tempfile.TemporaryDirectory(prefix="svcctl-demo-") as folder:
        environment = os.environ | {"SVCCTL_STORE": str(Path(folder) / "store.db")}
        for words in (["init", "--demo"], ["payments", "due"], ["payments", "schedule"]):
            print(f"\n$ svcctl {' '.join(words)}", flush=True)
            code = subprocess.run([*program, *words], env=environment, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
