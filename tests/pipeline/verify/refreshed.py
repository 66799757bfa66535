"""Make the hashes of a changed publication anew."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.publish.core.model import Manifest
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.describe.manifest import file_sums


def refresh(folder: Path) -> None:
    """Make all hashes and lists of files anew, as somebody does who knows the format."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        sums = {file.path: file for file in file_sums(folder)}
        resource |= {"bytes": len(data), "hash": f"sha256:{sums[resource['path']].sha256}"}
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    path = folder / "provenance.jsonld"
    sums = {file.path: file for file in file_sums(folder)}
    graph = json.loads(path.read_text(encoding="utf-8"))
    for node in graph["@graph"]:
        if node.get("label") in sums and "sha256" in node:
            node["sha256"] = sums[node["label"]].sha256
    path.write_text(json.dumps(graph, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    path = folder / "manifest.json"
    old = Manifest.model_validate_json(path.read_bytes())
    tables = tuple(
        each.model_copy(update={"rows": len(read_csv(folder / f"{each.table}.csv"))})
        for each in old.tables
    )
    files = file_sums(folder) if old.files else ()
    new = old.model_copy(update={"files": files, "tables": tables})
    new = new.model_copy(update={"sha256": new.own_sha256})
    path.write_text(new.model_dump_json(indent=1) + "\n", encoding="utf-8")
