"""Candidates of identifiers, from a service on this machine that gives recorded answers."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from urllib.request import Request

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import PlanrowsError, ServiceError, SettingsError, UsageError
from pipeline.publish.data.csv_files import read_csv
from pipeline.reconcile.command import reconcile_command
from pipeline.reconcile.stage import COLUMNS, Question, reconcile
from pipeline.reconcile.thresholds import LIMITS
from pipeline.reconcile.transport import Transport, _FewRedirects, checked_address

RECORDED = Path(__file__).parent / "recorded.json"
Answer = tuple[int, Mapping[str, str], bytes]


class Service(ThreadingHTTPServer):
    """A service that answers the first request with its manifest, and others as a test says."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.recorded: dict[str, Any] = json.loads(RECORDED.read_text("utf-8"))
        self.asked: list[dict[str, Any]] = []
        self.describe: Callable[[str], Answer] = lambda _: answer(self.recorded["manifest"])
        self.answer: Callable[[dict[str, Any]], Answer] = self.of_record
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"

    def of_record(self, queries: dict[str, Any]) -> Answer:
        answers = self.recorded["answers"]
        none: dict[str, Any] = {"result": []}
        return answer({name: answers.get(one["query"], none) for name, one in queries.items()})


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self._send(self.server.describe(self.path))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        self.server.asked.append(queries)
        self._send(self.server.answer(queries))

    def _send(self, given: Answer) -> None:
        status, headers, data = given
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | dict(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            return  # the client has read enough
        is_cut_off = headers.get("Connection") == "close"
        if int(headers.get("Content-Length", 0)) > len(data) and not is_cut_off:
            self.server.ended.wait(60)  # the rest never comes

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def answer(content: object, status: int = 200, **headers: str) -> Answer:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, data


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "*")
    server = Service()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.ended.set()
    server.shutdown()
    server.server_close()


def body(body_id: str, name: str = "", **more: str) -> dict[str, str]:
    plain = {"acronym": body_id, "kind": "external", "entity": "organisation"}
    return {"body_id": body_id, "name": name, **plain, **more}


BODIES = (
    body("UNODC", "United Nations Office on Drugs and Crime"),
    body("ILEA", "International Law Enforcement Academy"),
    body("all", "All ministries", kind="collective"),
    body("jane-doe", "Jane Doe", entity="person"),
    body("city-manager", "City Manager", entity="position"),
    body("NOBODY", "=1+1"),
    body("ILEA-2"),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    published = tmp_path / "outputs" / "p"
    published.mkdir(parents=True)
    with (published / "bodies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(BODIES[0]))
        writer.writeheader()
        writer.writerows(BODIES)
    return tmp_path


def run(service: Service, *properties: str, **options: Any) -> dict[str, object]:
    given = {"type_": "", "limit": 5, "out": None, **options}
    return reconcile_command("p", service.address, properties=properties, **given)


def test_candidates_are_listed_for_a_person(service: Service, project: Path) -> None:
    before = (project / "outputs" / "p" / "bodies.csv").read_bytes()
    told = run(service)
    assert (told["bodies"], told["asked"], told["with_candidates"]) == (7, 4, 2)
    file = project / "outputs" / "reconcile-p" / "candidates.csv"
    lines = read_csv(file)
    assert tuple(lines[0]) == COLUMNS
    assert [(line["body_id"], line["candidate_id"], line["match"]) for line in lines] == [
        ("UNODC", "Q749087", "true"),
        ("ILEA", "Q1666434", "false"),
        ("ILEA", "Q6051887", "false"),
        ("NOBODY", "", ""),
        ("ILEA-2", "", ""),
    ]
    assert lines[0]["page"] == "https://www.wikidata.org/wiki/Q749087"
    assert lines[0]["type"] == "organization; United Nations office"
    assert lines[1]["type"] == "Q3918"  # version 0.1 gives identifiers
    assert lines[1]["score"] == "83.5"
    assert {line["service"] for line in lines} == {service.address}
    assert "'=1+1" in file.read_text("utf-8")
    assert (project / "outputs" / "p" / "bodies.csv").read_bytes() == before


def test_type_limit_and_properties_are_sent(service: Service, project: Path) -> None:
    run(service, "P1813=acronym", type_="Q43229", limit=1)
    assert service.asked[0]["q0"] == {
        "query": "United Nations Office on Drugs and Crime",
        "type": "Q43229",
        "limit": 1,
        "properties": [{"pid": "P1813", "v": "UNODC"}],
    }
    lines = read_csv(project / "outputs" / "reconcile-p" / "candidates.csv")
    assert [line["body_id"] for line in lines] == ["UNODC", "ILEA", "NOBODY", "ILEA-2"]


def test_the_command_line_takes_all_options(service: Service, project: Path) -> None:
    words = ["reconcile", "p", "--service", service.address, "--type", "Q43229", "--limit", "2"]
    words += ["--property", "P1=name", "--property", "P2=acronym", "--out", str(project / "o")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert "Wikidata (en): 3 candidates for 2 of 4 bodies" in done.output
    assert service.asked[0]["q1"] == {
        "query": "International Law Enforcement Academy",
        "type": "Q43229",
        "limit": 2,
        "properties": [
            {"pid": "P1", "v": "International Law Enforcement Academy"},
            {"pid": "P2", "v": "ILEA"},
        ],
    }
    assert len(read_csv(project / "o" / "candidates.csv")) == 5


@pytest.mark.usefixtures("project")
def test_no_name_of_a_person_is_sent(service: Service) -> None:
    run(service)
    sent = {query["query"] for batch in service.asked for query in batch.values()}
    assert sent == {BODIES[0]["name"], BODIES[1]["name"], "=1+1", "ILEA-2"}


def confirm(project: Path, *lines: int) -> Path:
    """Copy lines of the candidates, as a person does."""
    candidates = (project / "outputs" / "reconcile-p" / "candidates.csv").read_text("utf-8")
    file = project / "sources" / "p" / "reconciled.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = [candidates.splitlines()[at] for at in (0, *lines)]
    file.write_text("\n".join(kept), encoding="utf-8")
    return file


def test_confirmed_bodies_are_not_asked_about_again(service: Service, project: Path) -> None:
    run(service)
    file = confirm(project, 1)
    assert run(service)["confirmed_before"] == 1
    assert "UNODC" not in (project / "outputs/reconcile-p/candidates.csv").read_text("utf-8")
    # What one service calls a body does not say what another one does.
    other = file.read_text("utf-8").replace(service.address, "https://other/")
    file.write_text(other, encoding="utf-8")
    assert run(service)["confirmed_before"] == 0


def test_two_entries_of_one_body_are_refused(service: Service, project: Path) -> None:
    run(service)
    confirm(project, 2, 3)
    with pytest.raises(SettingsError, match=r"reconciled\.csv, line 3: .*ILEA.* again"):
        run(service)


@pytest.mark.parametrize(("size", "batches"), [(None, [10, 10, 3]), (7, [7, 7, 7, 2])])
def test_bodies_are_asked_about_in_batches(
    service: Service, size: int | None, batches: list[int]
) -> None:
    service.recorded["manifest"]["batchSize"] = size
    found = reconcile([body(f"B{n}") for n in range(23)], Question(service.address))
    assert [len(batch) for batch in service.asked] == batches
    assert [one["body_id"] for one, _ in found.bodies] == [f"B{n}" for n in range(23)]


def test_a_redirection_of_the_description_is_followed(service: Service) -> None:
    plain = service.describe

    def describe(path: str) -> Answer:
        if path == "/api":
            return answer(b"", 302, Location="/elsewhere")
        return plain(path)

    service.describe = describe
    assert reconcile(BODIES[:1], Question(service.address)).bodies[0][1]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answer(b"", 300, Location="/api"), "status 300, a redirection to /api"),
        (answer(b"", 400), "status 400; check the address"),
        (answer(b"", 404), "status 404; check the address"),
        (answer(b"", 499), "status 499; check the address"),
        (answer(b"", 500), "status 500, a fault of the service; try again later"),
        (answer(b"", 429, Retry_After="9"), "too many requests; try again after 9 s"),
        (answer(b"", 429, Retry_After="soon"), "too many requests; try again later"),
        (answer(b"", 302, Location="/api"), "status 302, a redirection to /api"),
        (answer(b"", 307, Location="https://other/"), "status 307, a redirection to https://other"),
        (answer(b"{"), "not as the API defines it"),
        (answer(b"[" * 100_000), "not as the API defines it"),
        (answer(b"\xff\xfe"), "not as the API defines it"),
        (answer({"q0": {}}), "not as the API defines it .*result"),
        (answer({"q0": {"result": [{"id": "1"}]}}), "not as the API defines it .*name"),
        (answer({"q0": {"result": [{"id": "1", "name": "", "score": []}]}}), "not as the API"),
        (answer({"status": "error", "message": "too\nmany"}), "lacks 1 of 1 .*“too many”"),
        (answer(b" " * (LIMITS.answer_size + 1)), "larger than 4 MiB"),
        (
            answer(b"{", Content_Length="9", Connection="close"),
            r"no answer \(IncompleteRead.* 8 more",
        ),
    ],
    ids=lambda value: value[2][:20] if isinstance(value, tuple) else None,
)
def test_each_failure_is_one_clear_line(service: Service, given: Answer, message: str) -> None:
    service.answer = lambda _: given
    with pytest.raises(ServiceError, match=message) as raised:
        reconcile(BODIES[:1], Question(service.address))
    assert len(str(raised.value).splitlines()) == 1
    assert str(raised.value).startswith(service.address)


def test_a_failure_writes_nothing(service: Service, project: Path) -> None:
    service.answer = lambda _: answer(b"{")
    with pytest.raises(ServiceError):
        run(service)
    assert not (project / "outputs" / "reconcile-p").exists()


def test_what_is_no_service_is_refused(service: Service) -> None:
    service.describe = lambda _: answer(b"<html>")
    with pytest.raises(ServiceError, match="does not describe a reconciliation service"):
        reconcile(BODIES[:1], Question(service.address))


def test_a_ring_of_redirections_ends(service: Service) -> None:
    paths: list[str] = []

    def describe(path: str) -> Answer:
        paths.append(path)
        return answer(b"", 302, Location=f"{path}x")

    service.describe = describe
    with pytest.raises(ServiceError, match="status 302"):
        reconcile(BODIES[:1], Question(service.address))
    assert len(paths) == LIMITS.redirects + 1


def test_a_redirection_leads_to_no_file(service: Service) -> None:
    service.describe = lambda _: answer(b"", 302, Location=RECORDED.as_uri())
    with pytest.raises(ServiceError, match="status 302"):
        reconcile(BODIES[:1], Question(service.address))


def test_an_answer_that_does_not_end_is_given_up(service: Service) -> None:
    service.answer = lambda _: answer(b"{", Content_Length="100")
    with pytest.raises(ServiceError, match=r"no whole answer within 0\.2 s"):
        reconcile(BODIES[:1], Question(service.address), replace(LIMITS, seconds=0.2))


def test_an_answer_of_just_the_largest_size_is_read(service: Service) -> None:
    data = json.dumps(service.recorded["manifest"]).encode()
    service.describe = lambda _: answer(data)
    just = replace(LIMITS, answer_size=len(data))
    assert Transport(just).request(service.address) == (service.address, data)
    with pytest.raises(ServiceError, match="larger than"):
        Transport(replace(just, answer_size=len(data) - 1)).request(service.address)


def test_a_service_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    address = "http://127.0.0.1:1/api"
    # The words of the system, not those of the library around them.
    with pytest.raises(ServiceError, match=r"no answer \([^<>]+\); check the address"):
        Transport().request(address)


@pytest.mark.parametrize(
    ("asked", "to", "is_followed"),
    [
        ("https://a/", "https://b/", True),
        ("https://a/", "HTTPS://b/", True),
        ("https://a/", "http://b/", False),
        ("http://a/", "http://b/", True),
        ("http://a/", "https://b/", True),
    ],
)
def test_no_redirection_leads_to_an_insecure_address(
    asked: str, to: str, is_followed: bool
) -> None:
    request = Request(asked)
    said = _FewRedirects().redirect_request(request, io.BytesIO(), 302, "", HTTPMessage(), to)
    assert (said is not None) is is_followed


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://host/", "host/api", "http://", "http://a b/",
                "http://host:port/", "http://[/", "https://user:secret@host/"],
)  # fmt: skip
def test_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="--service") as raised:
        checked_address(address)
    assert "secret" not in str(raised.value)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("given", ["P1", "=acronym", "P1=colour"])
def test_a_property_of_no_column_is_refused(service: Service, given: str) -> None:
    with pytest.raises(UsageError, match=f"--property {given}"):
        run(service, given)
    assert service.asked == []


def test_a_plan_without_bodies_asks_nothing(service: Service, project: Path) -> None:
    (project / "outputs" / "p" / "bodies.csv").write_text(",".join(BODIES[0]) + "\n", "utf-8")
    told = run(service, "P1813=acronym")
    assert (told["bodies"], told["asked"], told["candidates"]) == (0, 0, 0)
    assert service.asked == []
    assert read_csv(project / "outputs" / "reconcile-p" / "candidates.csv") == []


def test_a_table_of_bodies_without_a_column_is_refused(service: Service, project: Path) -> None:
    (project / "outputs" / "p" / "bodies.csv").write_text("body_id,name\nA,a\n", "utf-8")
    with pytest.raises(UsageError, match="lacks acronym, entity, kind; publish the plan again"):
        run(service)


@pytest.mark.usefixtures("project")
def test_a_plan_that_is_not_published_is_named(service: Service) -> None:
    with pytest.raises(PlanrowsError, match=r"bodies\.csv: is missing; publish the plan first"):
        reconcile_command("other", service.address, "", (), 5, None)
