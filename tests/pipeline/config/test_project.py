"""Which folder is the project, which plans it has, and which of them is the default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.config import project as projects
from pipeline.config.config import load_plan
from pipeline.config.project import Project, find_project, shipped_sources
from pipeline.errors import SettingsError, SourceFileError, UnknownPlanError

CARD = '[source]\nid = "{0}"\ntitle = "A plan"\nedition = "2019"\nadopted_on = 2019-01-01\n'


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders as pip leaves them, with one plan and the registers in them."""
    home = tmp_path / "site-packages"
    sources = home / "planrows" / "sources"
    (sources / "registers").mkdir(parents=True)
    (sources / "default.toml").write_text('plan = "shipped"\n', encoding="utf-8")
    add_plan(sources, "shipped")
    monkeypatch.setattr(projects, "CODE_HOME", home)
    monkeypatch.delenv("PLANROWS_PROJECT", raising=False)
    return sources


def add_plan(sources: Path, name: str, rest: str = "") -> Path:
    (sources / name).mkdir(parents=True)
    path = sources / name / "plan.toml"
    path.write_text(CARD.format(name) + rest, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_an_empty_folder_is_a_project_with_the_shipped_plan(empty: Path, shipped: Path) -> None:
    project = find_project(empty)
    assert project.root == empty
    assert project.outputs == empty / "outputs"
    assert project.plan_ids() == ("shipped",)
    assert project.default_plan() == "shipped"
    assert project.folder("shipped") == shipped / "shipped"
    assert project.registers == shipped / "registers"
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("mark", ["registers/", "default.toml", "mine/plan.toml"])
def test_the_nearest_folder_with_sources_is_the_project(empty: Path, mark: str) -> None:
    path = empty / "sources" / mark
    path.parent.mkdir(parents=True)
    path.mkdir() if mark.endswith("/") else path.touch()
    inner = empty / "a" / "b"
    inner.mkdir(parents=True)
    assert find_project(inner).root == empty


def test_sources_of_something_else_is_no_project(empty: Path) -> None:
    (empty / "sources" / "code").mkdir(parents=True)
    inner = empty / "inner"
    inner.mkdir()
    assert find_project(inner).root == inner


def test_the_current_folder_counts(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(empty)
    assert find_project().root == empty


def test_the_variable_names_the_project(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANROWS_PROJECT", str(empty / "other"))
    assert find_project(empty).root == empty / "other"


def test_a_project_s_own_plan_comes_first(empty: Path, shipped: Path) -> None:
    add_plan(empty / "sources", "mine")
    add_plan(empty / "sources", "shipped")
    (empty / "sources" / "registers").mkdir()
    project = Project(empty)
    assert project.plan_ids() == ("mine", "shipped")
    assert project.folder("shipped") == empty / "sources" / "shipped" != shipped / "shipped"
    assert project.registers == empty / "sources" / "registers"
    assert Project(empty, shipped).registers == shipped


def test_the_only_plan_is_the_default(empty: Path) -> None:
    add_plan(empty / "sources", "mine")
    assert Project(empty).default_plan() == "mine"


def test_of_several_plans_one_has_to_be_named(empty: Path) -> None:
    for name in ("a", "b"):
        add_plan(empty / "sources", name)
    with pytest.raises(UnknownPlanError, match="does not exist: name one of a, b, shipped"):
        Project(empty).default_plan()
    default = empty / "sources" / "default.toml"
    default.write_text('plan = "b"\n', encoding="utf-8")
    assert Project(empty).default_plan() == "b"
    default.write_text('plan = "c"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="plan = 'c'; expected one of a, b"):
        Project(empty).default_plan()


def test_without_any_plan_the_message_says_so(empty: Path, shipped: Path) -> None:
    (shipped / "default.toml").unlink()
    (shipped / "shipped" / "plan.toml").unlink()
    with pytest.raises(UnknownPlanError, match=re.escape("name a plan (there is none yet)")):
        Project(empty).default_plan()


def test_a_checkout_ships_its_own_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projects, "CODE_HOME", tmp_path / "checkout")
    assert shipped_sources() == tmp_path / "checkout" / "sources"


EDITIONS = """
[extract]
matrix_heading = "First"

[editions.2025]
adopted_on = 2025-01-01

[editions.2025.extract]
matrix_heading = "Second"
"""


def test_an_edition_has_its_own_settings_and_name(empty: Path) -> None:
    add_plan(empty / "sources", "mine", EDITIONS)
    own, later = (load_plan(Project(empty), name) for name in ("mine", "mine@2025"))
    assert (own.name, own.extract.matrix_heading) == ("mine", "First")
    assert (later.name, later.extract.matrix_heading) == ("mine@2025", "Second")
    assert load_plan(Project(empty), "mine", edition="2025").name == "mine@2025"
    assert later.out == empty / "outputs" / "mine@2025"
    assert {own.card.latest, later.card.latest} == {"2025"}


@pytest.mark.parametrize("name", ["2019", "Two"])
def test_an_edition_needs_a_name_of_its_own(empty: Path, name: str) -> None:
    add_plan(empty / "sources", "mine", f"[editions.{name}]\n")
    with pytest.raises(SettingsError, match=f"line 6: edition '{name}'; expected a name of its"):
        load_plan(Project(empty), "mine")


def test_an_edition_that_is_unknown_names_the_others(empty: Path) -> None:
    add_plan(empty / "sources", "mine", EDITIONS)
    with pytest.raises(UnknownPlanError, match="no edition '2030': it has 2019, 2025"):
        load_plan(Project(empty), "mine@2030")


def test_the_pdf_has_the_hash_of_its_card(empty: Path) -> None:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    path = add_plan(empty / "sources", "mine", f'sha256 = "{digest}"\n')
    pdf = path.with_name("plan.pdf")
    pdf.touch()
    assert load_plan(Project(empty), "mine").pdf == pdf
    pdf.write_bytes(b"other")
    with pytest.raises(SourceFileError, match="the source card says e3b0"):
        load_plan(Project(empty), "mine")
    # Another file has no hash to have.
    assert load_plan(Project(empty), "mine", pdf=pdf).card.sha256 == ""


REVISED = """
adopted_by = "13th Meeting"
licence = "CC BY 4.0"
publisher = "The Secretariat"
pdf = "old.pdf"
sha256 = "00"
provenance = "From the archive."

[editions.2026]
status = "draft"
"""


def test_an_edition_takes_over_nothing_that_is_peculiar_to_another(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = add_plan(empty / "sources", "mine", REVISED)
    path.write_text(
        path.read_text(encoding="utf-8").replace("A plan", "A plan 2019–2025"), encoding="utf-8"
    )
    card = load_plan(Project(empty), "mine@2026").card
    assert card.title == "Draft 2026, to revise: A plan 2019–2025"
    assert (card.adopted_by, card.adopted_on, card.years, card.licence) == ("", None, (), "")
    assert (card.pdf, card.sha256, card.provenance) == ("old.pdf", "", "")
    assert (
        "[editions.2026] names no pdf; reads old.pdf, as [source] does" in capsys.readouterr().err
    )
    assert card.publisher == "The Secretariat"
    assert "Draft: edition 2026 is not adopted" in card.notice
    with path.open("a", encoding="utf-8") as file:
        file.write('title = "A plan 2026-2030"\n')
    assert load_plan(Project(empty), "mine@2026").card.years == tuple(range(2026, 2031))


def test_the_plan_s_own_edition_may_have_settings_of_its_own(empty: Path) -> None:
    toml = '\n[editions.2019.extract]\nmatrix_heading = "Second"\n'
    path = add_plan(empty / "sources", "mine", toml)
    plan = load_plan(Project(empty), "mine")
    assert (plan.name, plan.extract.matrix_heading, plan.overridden) == (
        "mine",
        "Second",
        ("extract",),
    )
    assert len(plan.editions) == 1
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[editions.2019]\ntitle = "Twice"\n')
    with pytest.raises(SettingsError, match="edition '2019'; expected a name of its own"):
        load_plan(Project(empty), "mine")


@pytest.mark.parametrize(
    ("period", "years"),
    [("2026–2028", (2026, 2027, 2028)), ("2026-2027", (2026, 2027)), ("2026", (2026,))],
)
def test_the_period_is_written_as_years(empty: Path, period: str, years: tuple[int, ...]) -> None:
    add_plan(empty / "sources", "mine", f'period = "{period}"\n')
    assert load_plan(Project(empty), "mine").card.years == years


def test_a_period_without_years_is_refused(empty: Path) -> None:
    add_plan(empty / "sources", "mine", 'period = "five years"\n')
    with pytest.raises(SettingsError, match="period = 'five years'; expected years like 2026"):
        load_plan(Project(empty), "mine")


@pytest.mark.parametrize(
    ("is_writable", "cache", "store"),
    [
        (True, "cache", "project/.planrows"),
        (False, "cache", "cache/planrows"),
        (False, "", "home/.cache/planrows"),
    ],
)
def test_results_are_kept_in_the_project_or_in_the_cache_of_the_user(
    is_writable: bool, cache: str, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANROWS_STORE", raising=False)
    monkeypatch.setattr("os.access", lambda *_: is_writable)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache) if cache else "")
    assert Project(tmp_path / "project").store == tmp_path / store
    monkeypatch.setenv("PLANROWS_STORE", str(tmp_path / "given"))
    assert Project(tmp_path / "project").store == tmp_path / "given"
