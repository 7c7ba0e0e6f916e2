"""How thoroughly Hypothesis looks: `quick` while one works, `ci` before a change lands, `thorough` overnight.

`steady` looks at the same examples each time: where coverage is measured, chance must not decide what is covered.

`gate` is what `make test` runs: two fifths of `ci`, new examples each time.

Chosen by pytest's `--hypothesis-profile NAME` or by HYPOTHESIS_PROFILE in the environment; `ci` where neither says.
"""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = {
    "quick": 4,
    "ci": 100,
    "gate": 40,
    "steady": 50,
    "thorough": 1000,
}  # what a hundred examples become


def load() -> None:
    """Make the profiles known, and go by the one that the environment names."""
    for name, count in EXAMPLES.items():
        # no deadline and no complaint of slowness: other work runs on the same machine
        checks = list(HealthCheck)
        settings.register_profile(
            name,
            max_examples=count,
            derandomize=name == "steady",
            deadline=None,
            print_blob=True,
            suppress_health_check=checks,
        )
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def examples(count: int) -> settings:
    """So many examples under `ci`, and in proportion under the other profiles."""
    return settings(max_examples=max(count * settings().max_examples // 100, 1))
