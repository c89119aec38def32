"""Seed files are read whole, or refused with file, row and what is wrong."""

from pathlib import Path

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.facts import ChecklistItem, FluidFact, Indication, MachineFact
from plexlog.storage.seed_files import read_seeds

HEADING = "code,label,disease,most_sessions,is_acute_neurological,source,date"
GUILLAIN_BARRE = "gbs,Guillain-Barré syndrome,GBS,6,yes,Paper,2023"
SOURCE = 'source = "Paper"\ndate = "2023"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seeds, one row each, that is right."""
    files = {
        "indications.csv": f"{HEADING}\n{GUILLAIN_BARRE}\n",
        "fluids.toml": '[[fluid]]\ncode = "albumin-5"\nlabel = "Albumin 5 %"\nfluid = "albumin"\n'
        f"volumes_ml = [250, 500]\n{SOURCE}",
        "checklists.toml": '[[item]]\ncode = "consent"\nlabel = "Consent"\nstep = "identify"\n'
        f'holds_step = true\nanswered_by = ["a", "b"]\n{SOURCE}',
        "reactions.toml": f'[[reaction]]\ncode = "air"\nlabel = "Air"\nicon = "wind"\n{SOURCE}',
        "grades.toml": f'[[grade]]\ncode = "I"\nlabel = "Mild"\ndefinition = "d"\n{SOURCE}',
        "actions.toml": f'[[action]]\ncode = "pause"\nlabel = "Paused"\n{SOURCE}',
        "machines.toml": '[[machine]]\ncode = "m"\nlabel = "M"\nmodel = "M"\nkind = "membrane"\n'
        f"{SOURCE}",
        "plasma_groups.toml": f'[[group]]\ncode = "g"\nlabel = "G"\nplasma_abo = ["AB"]\n{SOURCE}',
        "anticoagulants.toml": '[[anticoagulant]]\ncode = "n"\nlabel = "N"\nproduct = "acd-a"\n'
        f"{SOURCE}",
        "calcium.toml": '[[calcium]]\ncode = "c"\nlabel = "C"\nsalt = "oral"\n'
        f'routes = ["oral"]\nuse = "u"\n{SOURCE}',
        "locks.toml": f'[[lock]]\ncode = "l"\nlabel = "L"\nagent = "heparin"\nuse = "u"\n{SOURCE}',
        "drugs.toml": '[[drug]]\ncode = "d"\nlabel = "D"\ndrug_class = "other"\n'
        f'members = ["x"]\nwhen = "w"\nwhy = "y"\n{SOURCE}',
        "follow_up.toml": '[[follow_up]]\ncode = "call"\nlabel = "Call"\n'
        f'due_after_hours = "24"\nlate_after_hours = "72"\n{SOURCE}',
        "run_drugs.toml": '[[run_drug]]\ncode = "r"\nlabel = "R"\ndose = "1 g"\nroute = "oral"\n'
        f'reason = "r"\n{SOURCE}',
        "row_templates.toml": '[[row_template]]\ncode = "t"\nlabel = "T"\n'
        f'columns = ["pulse_per_min"]\n{SOURCE}',
        "letter.toml": '[[letter]]\ncode = "l"\nlabel = "L"\npart = "watch"\nwhen = "always"\n'
        f'says = "Rest today."\n{SOURCE}',
        "scales.toml": '[[scale]]\ncode = "s"\nlabel = "S"\nlowest = "0"\nhighest = "6"\n'
        'step = "1"\nhigh_is_better = false\nmeasures = "m"\nlicence = "l"\n'
        f"{SOURCE}",
        "stop_rules.toml": '[[stop_rule]]\ncode = "p"\nlabel = "P"\ndays = "2"\n'
        f'quantity = "platelets_10e9_l"\nat_least = "150"\n{SOURCE}',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    """What the reader says of a folder that it refuses."""
    with pytest.raises(StoreError) as refused:
        read_seeds(folder)
    return str(refused.value)


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change one file of the folder."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_rows_become_facts_in_the_order_of_the_files(folder: Path) -> None:
    facts = read_seeds(folder)

    assert [fact.code for fact in facts] == [
        "gbs",
        "albumin-5",
        "consent",
        "air",
        "I",
        "pause",
        "m",
        "g",
        "n",
        "c",
        "l",
        "d",
        "s",
        "p",
        "call",
        "r",
        "t",
        "l",
    ]


def test_cells_of_a_table_become_values(folder: Path) -> None:
    facts = read_seeds(folder)

    assert facts[0] == Indication(
        code="gbs",
        label="Guillain-Barré syndrome",
        disease="GBS",
        most_sessions=6,
        is_acute_neurological=True,
        source="Paper",
        date="2023",
    )


def test_lists_and_flags_become_values(folder: Path) -> None:
    facts = read_seeds(folder)

    fluid = next(fact for fact in facts if isinstance(fact, FluidFact))
    item = next(fact for fact in facts if isinstance(fact, ChecklistItem))
    assert fluid.volumes_ml == (250, 500)
    assert item.holds_step
    assert item.answered_by == ("a", "b")


def test_an_empty_cell_is_unknown_and_not_zero(folder: Path) -> None:
    change(folder, "indications.csv", "GBS,6,yes", "GBS,,")

    indication = read_seeds(folder)[0]

    assert isinstance(indication, Indication)
    assert indication.most_sessions is None
    assert not indication.is_acute_neurological


def test_no_is_read_as_no(folder: Path) -> None:
    change(folder, "indications.csv", "6,yes", "6,no")

    indication = read_seeds(folder)[0]

    assert isinstance(indication, Indication)
    assert not indication.is_acute_neurological


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Guillain-Barré syndrome", " ", "label is missing"),
        ("Paper,2023", ",", "source, date is missing"),
        ("GBS,6", "GBS,six", "most_sessions must be a whole number"),
        ("6,yes", "6,perhaps", "is_acute_neurological must be yes or no"),
        ("Paper,2023", "Paper", "its cells do not fit the heading"),
        ("Paper,2023", "Paper,2023,more", "its cells do not fit the heading"),
    ],
)
def test_a_broken_row_of_a_table_is_named(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, "indications.csv", old, new)

    assert (
        refusal(folder) == f"Seed file indications.csv, row 2 (gbs): {said}. No seeds were read."
    )


def test_a_column_that_is_not_known_is_named(folder: Path) -> None:
    change(folder, "indications.csv", "disease", "ilness")

    assert "row 2 (gbs): ilness is not known here" in refusal(folder)


def test_a_row_without_code_is_named_by_its_place(folder: Path) -> None:
    change(folder, "indications.csv", "gbs,", ",")

    assert "row 2 (without code): code is missing" in refusal(folder)


def test_quotes_that_do_not_close_are_refused(folder: Path) -> None:
    change(folder, "indications.csv", "gbs,", '"gbs,')

    assert "indications.csv cannot be read" in refusal(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("fluids.toml", "[250, 500]", '["much"]', "volumes_ml must be a whole number"),
        ("fluids.toml", "[250, 500]", "[true]", "volumes_ml must be a whole number"),
        ("fluids.toml", "[250, 500]", "500", "volumes_ml must be a list"),
        ("fluids.toml", '"Albumin 5 %"', "5", "label must be a text"),
        ("checklists.toml", "true", "1", "holds_step must be yes or no"),
        ("reactions.toml", 'icon = "wind"', "", "icon is missing"),
        ("actions.toml", 'date = "2023"', "", "date is missing"),
        ("machines.toml", "model", "modle", "modle is not known here"),
    ],
)
def test_a_broken_row_of_a_list_is_named(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    change(folder, name, old, new)

    message = refusal(folder)

    assert message.startswith(f"Seed file {name}, row 1 (")
    assert said in message


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("grades.toml", "[[grade]", "cannot be read"),
        ("grades.toml", "", "must hold [[grade]] rows"),
        ("grades.toml", '[[graed]]\ncode = "I"\n', "must hold [[grade]] rows"),
        ("grades.toml", "[grade]\ncode = 'I'\n", "must hold [[grade]] rows"),
        ("grades.toml", "grade = ['I']\n", "row 1 (without code): code, label"),
    ],
)
def test_a_broken_list_is_refused(folder: Path, name: str, text: str, said: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    assert said in refusal(folder)


def test_a_list_with_a_second_kind_of_row_is_refused(folder: Path) -> None:
    change(folder, "machines.toml", "[[machine]]", '[[machin]]\ncode = "x"\n[[machine]]')

    assert "must hold [[machine]] rows and nothing else" in refusal(folder)


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "fluids.toml").unlink()

    assert "Seed file fluids.toml cannot be read" in refusal(folder)


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "indications.csv").write_bytes("Guillain-Barré".encode("latin-1"))

    assert "Seed file indications.csv cannot be read" in refusal(folder)


def test_the_unit_can_read_back_a_membrane_machine(folder: Path) -> None:
    machine = next(fact for fact in read_seeds(folder) if isinstance(fact, MachineFact))

    assert machine.kind == "membrane"
    assert machine.extracorporeal_volume_ml == ""
