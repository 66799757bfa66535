"""Dates and periods in eight languages are intervals of days with their precision."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st

from normalize.values.dates import read_intervals


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Q3 2025", ("2025-07-01", "2025-09-30", "quarter")),
        ("en", "by end 2026", ("", "2026-12-31", "year")),
        ("en", "ongoing", ("", "", "open")),
        ("en", "2024–2026", ("2024-01-01", "2026-12-31", "year")),
        ("en", "2012/13", ("2012-01-01", "2013-12-31", "year")),
        ("en", "Dec-2010", ("2010-12-01", "2010-12-31", "month")),
        ("en", "February 2024", ("2024-02-01", "2024-02-29", "month")),
        ("en", "March 31, 2012", ("2012-03-31", "2012-03-31", "day")),
        ("en", "25/04/2025", ("2025-04-25", "2025-04-25", "day")),
        ("en", "13/04/2025", ("2025-04-13", "2025-04-13", "day")),
        ("en", "04/13/2025", ("2025-04-13", "2025-04-13", "day")),
        ("en", "04/04/2025", ("2025-04-04", "2025-04-04", "day")),
        ("en", "Q1-Q3 2025", ("2025-01-01", "2025-09-30", "quarter")),
        ("en", "May to July 2025", ("2025-05-01", "2025-07-31", "month")),
        ("en", "December 2011 – ongoing", ("2011-12-01", "", "open")),
        ("en", "H1 2025", ("2025-01-01", "2025-06-30", "half")),
        ("en", "H2 2025", ("2025-07-01", "2025-12-31", "half")),
        ("en", "Q4 2025", ("2025-10-01", "2025-12-31", "quarter")),
        ("en", "2012/2013", ("2012-01-01", "2013-12-31", "year")),
        ("en", "1 May 2025 to 1 May 2025", ("2025-05-01", "2025-05-01", "day")),
        ("fr", "En continu*", ("", "", "open")),
        ("es", "Primer semestre de 2026", ("2026-01-01", "2026-06-30", "half")),
        ("pt", "2.º semestre de 2026", ("2026-07-01", "2026-12-31", "half")),
        ("it", "1° semestre 2026", ("2026-01-01", "2026-06-30", "half")),
        ("nl", "tweede kwartaal 2026", ("2026-04-01", "2026-06-30", "quarter")),
        ("de", "jährlich", ("", "", "open")),
        ("es", "Cada año", ("", "", "open")),
        ("en", "every year", ("", "", "open")),
        ("it", "all’anno", ("", "", "open")),
        ("it", "una volta all'anno", ("", "", "open")),
        ("it", "una volta al mese", ("", "", "open")),
        ("it", "nel primo semestre 2026", ("2026-01-01", "2026-06-30", "half")),
        ("pt", "ao ano", ("", "", "open")),
        ("pt", "no primeiro trimestre de 2026", ("2026-01-01", "2026-03-31", "quarter")),
        ("fr", "une fois l’an", ("", "", "open")),
        ("fr", "au 2e trimestre 2026", ("2026-04-01", "2026-06-30", "quarter")),
        ("es", "en el primer semestre de 2026", ("2026-01-01", "2026-06-30", "half")),
        ("de", "im ersten Quartal 2026", ("2026-01-01", "2026-03-31", "quarter")),
        ("de", "im zweiten Halbjahr 2026", ("2026-07-01", "2026-12-31", "half")),
        ("nl", "in het eerste kwartaal van 2026", ("2026-01-01", "2026-03-31", "quarter")),
        ("en", "in the first quarter of 2026", ("2026-01-01", "2026-03-31", "quarter")),
        ("id", "semester pertama 2026", ("2026-01-01", "2026-06-30", "half")),
        ("id", "pada triwulan kedua tahun 2026", ("2026-04-01", "2026-06-30", "quarter")),
        ("fr", "d’ici fin 2026", ("", "2026-12-31", "year")),
        ("fr", "janvier 2024 à mars 2025", ("2024-01-01", "2025-03-31", "month")),
        ("fr", "15 août 2025", ("2025-08-15", "2025-08-15", "day")),
        ("fr", "March 31, 2012", ("2012-03-31", "2012-03-31", "day")),
        ("es", "III trimestre 2025", ("2025-07-01", "2025-09-30", "quarter")),
        ("es", "a más tardar en 2026", ("", "2026-12-31", "year")),
        ("es", "03/04/2025", ("2025-04-03", "2025-04-03", "day")),
        ("pt", "março de 2025", ("2025-03-01", "2025-03-31", "month")),
        ("de", "3. Quartal 2025", ("2025-07-01", "2025-09-30", "quarter")),
        ("de", "01.04.2025", ("2025-04-01", "2025-04-01", "day")),
        ("it", "entro il 2026", ("", "2026-12-31", "year")),
        ("nl", "eind 2026", ("", "2026-12-31", "year")),
        ("id", "Triwulan III 2025", ("2025-07-01", "2025-09-30", "quarter")),
        ("id", "2024 s/d 2026", ("2024-01-01", "2026-12-31", "year")),
    ],
)
def test_periods(language: str, text: str, found: tuple[str, str, str]) -> None:
    (one,) = read_intervals(text, language)
    assert (one.start, one.end, one.precision) == found


def test_a_list_of_years_is_several_periods() -> None:
    assert [one.start[:4] for one in read_intervals("2025, 2027", "en")] == ["2025", "2027"]
    assert [one.start[:4] for one in read_intervals("2025;", "en")] == ["2025"]
    assert read_intervals("2025, soon", "en") == ()
    years = [str(year) for year in range(2001, 2031)]
    assert len(read_intervals(", ".join(years[:13]), "en")) == 13
    assert read_intervals(", ".join(years), "en") == ()  # a sentence is as long


@pytest.mark.parametrize(
    "text",
    ["", "03/04/2025", "12/11/2025", "11/12/2025", "Q1", "May", "12 wells", "2025 wells",
     "H3 2025", "2012/14", "2 May 2025 to 1 May 2025", "By June 2025, then yearly",
     "2026–2024", "31 February 2025", "Phased up to December 2013"],
)  # fmt: skip
def test_what_is_no_whole_period_or_may_be_another_one_is_not_read(text: str) -> None:
    assert read_intervals(text, "en") == ()


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 12, 31)))
def test_each_day_in_figures_is_itself(day: datetime.date) -> None:
    (found,) = read_intervals(f"{day:%d.%m.%Y}", "de")
    assert (found.start, found.end) == (day.isoformat(), day.isoformat())
    (month,) = read_intervals(f"{day:%m/%Y}", "fr")
    assert month.start <= day.isoformat() <= month.end


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    for found in read_intervals(text, "en"):
        assert not found.start or not found.end or found.start <= found.end
