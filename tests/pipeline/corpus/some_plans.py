"""Published folders with a few tables, as a corpus reads them."""

from __future__ import annotations

from pathlib import Path

from pipeline.corpus.model import PlanOutcome


def published(
    out: Path, plan_id: str, text: str, own: tuple[str, ...] = (), value: str = "x"
) -> PlanOutcome:
    """Write tables of one activity, with columns of the plan's own in the matrix."""
    folder = out / plan_id
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "matrix": f"row_id,position{''.join(f',{name}' for name in own)}\n"
        f"row-1,1{''.join(f',{value}' for _ in own)}\n",
        "activities": f"activity_id,area_id,text\nact-1,1.1,{text}\n",
        "bodies": "body_id,name\nSOMTC,Senior Officials\n",
        "body_roles": "role_id,body_id,role\nr1,SOMTC,lead\n",
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text(lines, encoding="utf-8")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "datapackage.json").write_text(
        '{"planrows:labels": {"own_0": "Budget (EUR)"}}', encoding="utf-8"
    )
    return PlanOutcome(plan_id=plan_id, status="published", rows=1, confidence=1.0)
