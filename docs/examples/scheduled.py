"""Publish plans from a scheduler: each plan is a step that may run again at any time.

The steps are plain functions, so that any scheduler can call them. `prefect_flow` makes a flow of
Prefect of them, and `airflow_dag` a DAG of Airflow.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PLANROWS = (sys.executable, "-m", "pipeline")
"""The command; ``("planrows",)`` where the scheduler's Python is another one."""
REFUSED = 1
"""Exit status of a run that publishes nothing, because of the plan: trying again does not help."""


class RefusedError(Exception):
    """planrows did not publish a plan; the message says why, and what to do."""


def planrows(project: Path, *arguments: str) -> dict[str, Any]:
    """Run a command, and return what it did.

    Raises:
        RefusedError: nothing was published, because of the plan.
        subprocess.CalledProcessError: the command failed; it may succeed another time.
    """
    done = subprocess.run(
        [*PLANROWS, *arguments, "--json"], cwd=project, stdout=subprocess.PIPE, check=False
    )
    result: dict[str, Any] = json.loads(done.stdout or b"{}")
    if done.returncode == REFUSED:
        raise RefusedError(result.get("error", "some plans were not published"))
    done.check_returncode()
    return result


def publish(project: Path, plan: str) -> dict[str, Any]:
    """Publish one plan; a second call finds that nothing has changed."""
    return planrows(project, "run", plan)


def publish_all(project: Path, folder: str, out: str) -> dict[str, Any]:
    """Publish a corpus; a second call goes on where the first one was stopped."""
    return planrows(project, "batch", folder, "--out", out)


def steps(project: Path, plans: Sequence[str]) -> list[dict[str, Any]]:
    """Publish some plans, one after another."""
    return [publish(project, plan) for plan in plans]


def prefect_flow() -> Any:
    """Return the flow ``publish_plans(project, plans)`` of Prefect."""
    from prefect import flow, task  # type: ignore[import-not-found, unused-ignore] # an optional scheduler

    step = task(retries=2, retry_delay_seconds=60)(publish)

    @flow
    def publish_plans(project: Path, plans: Sequence[str]) -> list[dict[str, Any]]:
        return [found.result() for found in [step.submit(project, plan) for plan in plans]]

    return publish_plans


def airflow_dag(project: Path, plans: Sequence[str]) -> Any:
    """Return a DAG of Airflow with a task for each plan."""
    from airflow.decorators import dag, task  # type: ignore[import-not-found, unused-ignore] # an optional scheduler

    @dag(schedule="@daily", catchup=False)
    def publish_plans() -> None:
        for plan in plans:
            task(publish, task_id=f"publish-{plan}", retries=2)(project, plan)

    return publish_plans()


if __name__ == "__main__":
    print(json.dumps(steps(Path.cwd(), sys.argv[1:]), indent=1))
