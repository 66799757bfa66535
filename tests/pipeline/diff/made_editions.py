"""Editions made up of random sentences, so that what differs is known."""

from __future__ import annotations

import random

from wordfreq import top_n_list

from pipeline.diff.editions import Edition, Record

VERBS = ("Organise", "Convene", "Develop", "Strengthen", "Promote", "Support", "Review", "Conduct")
NOUNS = ("workshop", "training", "guideline", "study", "database", "network", "campaign", "forum")
TOPICS = [word for word in top_n_list("en", 3000)[600:] if len(word) > 4 and word.isalpha()]
BODIES = ("SOMTC", "SOMRI", "ADGMIN", "ACWC", "SOMY", "SOMED", "AICHR", "SOMSWD")


def sentence(rng: random.Random) -> str:
    topics = rng.sample(TOPICS, 3)
    return (
        f"{rng.choice(VERBS)} a {rng.choice(NOUNS)} and a {rng.choice(NOUNS)} on "
        f"{topics[0]} and {topics[1]} for officials who deal with {topics[2]} in "
        f"{rng.choice(TOPICS)} {rng.choice(TOPICS)} for {rng.choice(TOPICS)}"
    )


def record(row_id: str, area: int, activity: str, output: str, lead: str) -> Record:
    return {
        "row_id": row_id, "section_id": "1", "section": "Section", "area_id": f"1.{area}",
        "area": f"Area of {TOPICS[area]} and {NOUNS[area % 8]}",
        "relevant_bodies": "; ".join(BODIES[:3]), "relevant_bodies_printed": "",
        "focus_id": f"foc-{area}", "focus": f"Focus on {TOPICS[area]}",
        "activity_id": f"act-{row_id}", "activity": activity,
        "expected_output_id": f"out-{row_id}", "expected_output": output,
        "lead_bodies": lead, "lead_bodies_printed": lead, "page_first": "3", "page_last": "3",
    }  # fmt: skip


def edition(name: str, rows: list[Record]) -> Edition:
    areas = {row["area_id"]: row["area"] for row in rows}
    return Edition(
        name,
        {
            "matrix": rows,
            "areas": [
                {"area_id": key, "section_id": "1", "title": title, "number_printed": key}
                for key, title in areas.items()
            ],
            "bodies": [
                {"body_id": body, "acronym": body, "name": f"Body {body}", "kind": "annex",
                 "parent_id": "", "annex_no": str(n), "mark": "", "note": ""}
                for n, body in enumerate(BODIES, 1)
            ],
            "body_roles": [], "cross_references": [], "issues": [],
        },
    )  # fmt: skip


def random_rows(rng: random.Random, count: int, areas: int = 10) -> list[Record]:
    per_area = -(-count // areas)
    return [
        record(f"r{n}", n // per_area, sentence(rng), sentence(rng), rng.choice(BODIES))
        for n in range(count)
    ]
