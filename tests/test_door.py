"""The door: an invented contract in Word, drafted, its questions answered in the file, imported."""

import json
from pathlib import Path

import contract_papers as papers
from conftest import Run
from contract_prose import PROSE
from svcctl import workspace

ANSWERS = (  # to the three questions, as someone types them into the file
    ("# calendar =", "calendar ="),
    (
        '# due = { days = 15, unit = "working-day", after = "signing" }',
        'settled = true\nassessment = "assessment"\nretain = "1500.00"\n'
        'due = { days = 10, unit = "working-day", after = "receipt" }',
    ),
    ('key = "part-2"', 'key = "part-2"\ncollects = ["fee"]'),
)


def told(run: Run, folder: Path, file: Path, *asked: str) -> dict:
    """An answer of a new store that has this contract alone."""
    store = str(folder / f"{file.stem}.db")
    if not Path(store).exists():
        run("--store", store, "init")
        code, _out, err = run("--store", store, "contract", "import", str(file))
        assert code == 0, err
    return json.loads(run("--store", store, *asked, "--format", "json")[1])


def test_the_property_contract_comes_out_right_after_its_questions(
    run: Run, tmp_path: Path
) -> None:
    """Instalments, dates, the bond and the duties are those of the file that ships."""
    paper, file = tmp_path / "物业合同.docx", tmp_path / "drafted.toml"
    paper.write_bytes(papers.as_word(PROSE["example-property"]))
    run("--lang", "zh", "contract", "draft", str(paper), "-o", str(file))
    text = file.read_text(encoding="utf-8")
    for asked, answer in ANSWERS:
        assert text.count(asked) == 1, asked
        text = text.replace(asked, answer)
    file.write_text(text, encoding="utf-8")
    shipped = workspace.shipped("contracts") / "example-property.toml"
    for asked, rows, facts in (
        (
            ("payments", "schedule"),
            "instalments",
            ("period", "article", "amount", "retained", "due_on"),
        ),
        (("obligations", "list"), "obligations", ("title", "who", "due_on", "status")),
    ):
        ours, theirs = (told(run, tmp_path, each, *asked) for each in (file, shipped))
        assert [[row[fact] for fact in facts] for row in ours[rows]] == [
            [row[fact] for fact in facts] for row in theirs[rows]
        ]
        assert ours.get("guarantees") == theirs.get("guarantees")
