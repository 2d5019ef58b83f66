"""The README's table of speed has the rows that one run of all measurements makes."""

from pathlib import Path

import pytest

from tests.bench import run


def test_the_readme_tells_every_row_that_a_run_measures_in_its_order() -> None:
    lines = run.table_of(run.README.read_text(encoding="utf-8"))
    assert len(lines) == len(run.ROWS)
    assert [line for row, line in zip(run.ROWS, lines, strict=True) if not row.is_told_by(line)] == []


def test_a_run_puts_its_rows_in_place_of_the_old_and_leaves_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, new = tmp_path / "README.md", (run.LIST.beside(0.05, 0.004), run.STORE.told("9 s", people=1, visits=1_000))
    file.write_text(f"# A\n\n{run.HEAD}\n| old | – | – | 1 s |\n\n## B\n", encoding="utf-8")
    monkeypatch.setattr(run, "rows", lambda people, visits: iter(new))
    run.main(into=file)
    assert file.read_text(encoding="utf-8") == "\n".join(("# A", "", run.HEAD, *new, "", "## B", ""))
    assert run.LIST.is_told_by(new[0])
    assert run.STORE.is_told_by(new[1])
    assert not run.LIST.is_told_by(new[1])
