"""`audit prove`: one fact shown to an outsider, who checks it by the twenty lines in the docs alone."""

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from office import Answer, Office
from svcctl.casebook.kinds import HeadsSealed
from svcctl.store import chain as chains
from svcctl.store.journal import open_journal
from svcctl.store.proof import Way, way_to
from svcctl.store.rehash import sm3
from svcctl.store.seals import Tree, path_to, root_of
from test_verify import CONTRACT, DAY_1, MILESTONES, rebuilt, unguarded

DOCS = Path(__file__).parents[1] / "docs"
PAY = "payments record Y1-advance --on 2025-03-20 --confirm-account --amount 1000 --actor 出纳"


def script(page: str = "proof.md") -> str:
    """The check, as a reader takes it out of the docs."""
    text = (DOCS / page).read_text(encoding="utf-8")
    [found] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    return str(found)


CHECK = compile(script(), "check.py", "exec")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two contracts, six payments in three days, five seals; no day's payments alike."""
    folder = tmp_path_factory.mktemp("lived")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVCCTL_LANG", "en")
        found = Office(folder / "office", DAY_1, folder)
        found.do("init --demo")
        found.do("contract import", MILESTONES)
        for day in range(3):
            found.moment = DAY_1 + timedelta(days=day)
            for number in range(day + 1):
                found.do(PAY, "--ref", f"{day}-{number}", "--contract", CONTRACT)
    return found


@pytest.fixture
def office(lived: Office, tmp_path: Path) -> Office:
    """That office, for one test."""
    return lived.copy(tmp_path / "office")


def holds(proof: Answer, kept: str, folder: Path) -> bool:
    """Whether the check of the docs lets a proof pass against what somebody kept."""
    there, heads = folder / "proof.json", folder / "kept.txt"
    there.write_text(json.dumps(proof), encoding="utf-8")
    heads.write_text(kept, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["check.py", str(there), str(heads)])
        try:
            exec(CHECK, {})
        except SystemExit:
            return False
        except Exception:  # a file out of shape ends the program, too
            return False
    return True


def sealed(office: Office, name: str = "seal.txt", *more: object) -> Path:
    path = office.papers / office.store.parent.parent.name / name
    path.parent.mkdir(exist_ok=True)
    office.do("audit seal -o", path, *more)
    return path


# -- true proofs -----------------------------------------------------------------------------------


def test_the_check_has_twenty_lines_and_needs_nothing_of_ours() -> None:
    """The same in both languages, and imports of Python's own library alone."""
    lines = script().splitlines()
    assert lines == script("proof.zh.md").splitlines()
    assert len(lines) == 20
    assert [line for line in lines if "import" in line] == [
        "import binascii, hashlib, json, pathlib, sys"
    ]


def test_it_runs_as_a_program(office: Office, tmp_path: Path) -> None:
    """Against a seal's file, in a Python that sees nothing of this project; 1 where it is another file."""
    check, proof = tmp_path / "check.py", tmp_path / "proof.json"
    check.write_text(script(), encoding="utf-8")
    seal = sealed(office)
    said = office.do(f"audit prove {CONTRACT}#2 -o {proof} --seal", seal)
    assert (said.out, "was in the journal before this head" in said.err) == ("", True)
    command = [sys.executable, "-I", str(check), str(proof)]
    done = subprocess.run([*command, str(seal)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"HOLDS: {CONTRACT}#2 ")
    other = tmp_path / "other.txt"
    other.write_text(seal.read_text().replace("@", "@1"))
    done = subprocess.run([*command, str(other)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("REFUSED: not a head you kept")


def test_every_sealed_fact_can_be_proven(office: Office, tmp_path: Path) -> None:
    """By the first seal on it, with what it says and without, the calendars' and the store's own too."""
    seen = [each["event"] for each in office.json("audit log")["events"]]
    office.moment = DAY_1 + timedelta(days=9)
    office.do(PAY, "--ref", "9", "--contract", CONTRACT)  # seals all that stands
    assert len(seen) == 8
    for event in (*seen, "calendar#1", "calendar#6"):
        proof = office.json(f"audit prove {event}")
        assert {"seal", "path", "store"} <= set(proof)
        assert (proof["event"], len(proof["store"])) == (event, 1)
        assert holds(proof, proof["ends"], tmp_path)
        assert holds(proof, f"some {proof['ends'][:-48]},more", tmp_path)  # as noted by 16 digits
        told = office.json(f"audit prove {event} --payload")
        assert told == proof | {"payload": told["payload"]}
        assert holds(told, proof["ends"], tmp_path)
    proof = office.json("audit prove store#1")
    assert "seal" not in proof
    assert holds(proof, proof["ends"], tmp_path)


def test_a_seal_of_before_proves_as_well(office: Office, tmp_path: Path) -> None:
    """With its list of chains inside it."""
    journal = open_journal(office.store, write=True)
    now = f"{office.moment:%Y-%m-%dT%H:%M:%S.%fZ}"
    with journal.writing():
        heads = journal.driver.execute(journal.sql.HEADS).fetchall()
        moved = {chain: seq for chain, seq, _ in heads}
        said = HeadsSealed(on=DAY_1.date(), chains=3, root=root_of(heads), moved=moved)
        journal._append("store", [said], "purchaser", now)
    journal.close()
    proof = office.json(f"audit prove {CONTRACT}#7")
    assert json.loads(proof["seal"]["body"])["moved"] == moved
    assert holds(proof, proof["ends"], tmp_path)


def test_a_proof_names_no_other_contract_and_no_more_rows_than_it_takes(office: Office) -> None:
    """The first payment lies under the seal of the second day: one row, and what leads to the root."""
    found = office.do(f"audit prove {CONTRACT}#2 --format json").out
    assert "example-milestones" not in found
    proof = json.loads(found)
    assert [len(proof["rows"]), len(proof["path"]), len(proof["store"])] == [1, 1, 1]
    assert proof["rows"][0][:4] == [CONTRACT, 2, "payment-recorded", "2025-03-20"]


def test_the_way_to_a_witness_is_the_shortest(office: Office, tmp_path: Path) -> None:
    """By the chain's own head where that is near, by a seal and the store's rows where they are fewer."""
    heads = office.json("audit verify")
    near = office.json(f"audit prove {CONTRACT}#6 --head", heads["head"])
    assert ("seal" in near, len(near["rows"]), near["ends"]) == (
        False,
        2,
        heads["head"].split(",")[-1],
    )
    by_store = office.json(f"audit prove {CONTRACT}#2 --head", heads["store_head"])
    assert by_store["ends"] == heads["store_head"]
    for proof in (near, by_store):
        assert holds(proof, proof["ends"], tmp_path)
    seal = sealed(office)
    for seq in range(1, 8):
        proof = office.json(f"audit prove {CONTRACT}#{seq} --seal", seal)
        assert holds(proof, seal.read_text(), tmp_path)
    seals = [Way(3, 5, 5), Way(40, 9, 9)]
    assert way_to([("a", 2), ("store", 4)], "a", 3, seals) is None
    assert way_to([("a", 90), ("store", 8), ("store", 7)], "a", 3, seals) == Way(3, 5, 7)
    assert way_to([("store", 60)], "a", 3, seals) == Way(3, 5, 60)
    assert way_to([("store", 60)], "a", 3, [*seals, Way(5, 50, 50)]) == Way(5, 50, 60)
    assert way_to([("store", 99), ("a", 7)], "a", 3, seals) == Way(7)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 33])
def test_the_path_from_every_leaf_leads_to_the_root(count: int) -> None:
    """Of trees of any size, by RFC 9162 and nothing of the code that makes them."""
    heads = [(f"c-{number:02}", number, "ab" * 32) for number in range(count)]
    for chain, seq, its_hash in heads:
        root, path = path_to(chain, reversed(heads))
        node = sha256(b"\0" + f"{chain}@{seq}:{its_hash}".encode()).digest()
        for side, beside in path:
            pair = (
                (bytes.fromhex(beside), node) if side == "left" else (node, bytes.fromhex(beside))
            )
            node = sha256(b"\1" + b"".join(pair)).digest()
        assert node.hex() == root == root_of(heads)
        assert len(path) <= (count - 1).bit_length()


@pytest.mark.parametrize("count", [1, 2, 3, 6, 9, 17])
def test_a_tree_kept_from_seal_to_seal_has_the_same_root(count: int) -> None:
    """Whichever chain moves, and where one is new between the others."""
    heads = {f"c-{at:02}": (f"c-{at:02}", 1, "ab" * 32) for at in range(0, count * 2, 2)}
    tree = Tree()
    tree.move([])
    assert tree.root == ""
    tree.move(list(heads.values()))
    for at in range(count * 2):
        moved = [(f"c-{each:02}", at + 2, "cd" * 32) for each in {at, (at + 4) % (count * 2)}]
        heads |= {head[0]: head for head in moved}
        tree.move(moved)
        assert tree.root == root_of(heads.values())


# -- proofs that were tampered with ----------------------------------------------------------------


def leaves(told: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document that holds a value, by what it stands in."""
    for key, value in list(told.items() if isinstance(told, dict) else enumerate(told)):
        if isinstance(value, dict | list):
            yield from leaves(value)
        else:
            yield told, key


def altered(value: Any) -> Iterator[Any]:
    """Other values in its place: an end changed, a beginning, nothing, another type."""
    if isinstance(value, int):
        yield from (value + 1, value - 1, str(value), None)
        return
    for at in (0, len(value) // 2, -1):
        sign = value[at]
        text = list(value)
        text[at] = "1" if sign == "0" else "0"
        yield "".join(text)
    yield from ("", value + " ", None)


def test_every_field_altered_once_is_refused(office: Office, tmp_path: Path) -> None:
    """Each value of each place, of a proof by a seal and of a direct one; every row taken out, or twice."""
    heads = office.json("audit verify")
    asked = (("store_head", 2), ("head", 5))
    for key, seq in asked:
        proof = office.json(f"audit prove {CONTRACT}#{seq} --payload --head", heads[key])
        assert holds(proof, proof["ends"], tmp_path)
        tried = 0
        for at in range(sum(1 for _ in leaves(proof))):
            inside, place = list(leaves(proof))[at]
            for value in altered(inside[place]):
                other = copy.deepcopy(proof)
                its, name = list(leaves(other))[at]
                its[name] = value
                tried += 1
                assert not holds(other, proof["ends"], tmp_path), (at, place, value)
        assert tried > 100
        for name in ("rows", "store", "path"):
            for at in range(len(proof.get(name, ()))):
                for more in (0, 2):
                    other = copy.deepcopy(proof)
                    other[name][at : at + 1] = [proof[name][at]] * more
                    assert not holds(other, proof["ends"], tmp_path), (name, at, more)
        for name in set(proof) - {"payload"}:
            assert not holds({k: proof[k] for k in proof if k != name}, proof["ends"], tmp_path)


def test_a_forged_proof_ends_in_another_head(office: Office, tmp_path: Path) -> None:
    """A payment of another sum, its chain and its seals made anew: it fits itself, not what was kept."""
    kept = office.json(f"audit prove {CONTRACT}#2 --payload")
    forged = office.copy(tmp_path / "forged")
    rebuilt(forged.store, CONTRACT, lambda body: body.replace("100000", "900000"))
    assert "does not fit" in forged.run("audit", "prove", f"{CONTRACT}#2").err
    head = json.loads(forged.run("audit", "verify", "--format", "json").out)["head"]
    proof = forged.json(f"audit prove {CONTRACT}#2 --payload --head", head)
    assert holds(proof, head, tmp_path)
    for other in (proof, kept | {key: proof[key] for key in ("rows", "payload")}):
        assert not holds(other, kept["ends"], tmp_path)


def test_only_the_stores_own_seal_is_one(office: Office, tmp_path: Path) -> None:
    """A root in a fact of another chain, or in one that is no seal, covers nothing, whoever keeps its head."""
    proof = office.json(f"audit prove {CONTRACT}#2")
    said = proof["seal"]
    for chain, kind in (("store", "store-sealed"), ("other", "store-sealed"), ("store", "other")):
        digest = chains.payload_digest(said["salt"], said["body"])
        columns = (chain, 1, kind, "2026-03-02", "now", "x", digest, chains.GENESIS, "")
        row = chains.sealed(chains.ChainRow(*columns))
        other = proof | {"store": [list(row[:-1])], "ends": chains.head(row)}
        assert holds(other, chains.head(row), tmp_path) == (
            (chain, kind) == ("store", "store-sealed")
        )


# -- refusals --------------------------------------------------------------------------------------


def test_what_cannot_be_proven(office: Office, tmp_path: Path) -> None:
    """Not there, not sealed yet, older witnesses, another book, no such file: said with what to do."""

    def refused(*asked: object) -> tuple[int, str]:
        code, out, err = office.run("audit", "prove", *asked)
        assert out == ""
        return code, err

    for event in (f"{CONTRACT}#99", f"{CONTRACT}#0", "store#999"):
        assert refused(event)[0] == 2
        assert f"there is no event {event}" in refused(event)[1]
    code, err = refused(f"{CONTRACT}#7")
    assert (code, "audit seal -o FILE, then --seal FILE" in err) == (2, True)
    early = office.json(f"audit prove {CONTRACT}#2")["ends"]
    code, err = refused(f"{CONTRACT}#7", "--head", early)
    assert (code, "was recorded after the heads" in err) == (2, True)
    for head in (f"{CONTRACT}@7:{'0' * 64}", f"{CONTRACT}@9:{'0' * 64}", f"store@5:{'0' * 16}"):
        code, err = refused(f"{CONTRACT}#1", "--head", head)
        assert (code, "is not the one that you named" in err) == (1, True)
        assert head.rpartition(":")[0] in err
    assert refused(f"{CONTRACT}#1", "--seal", tmp_path / "none")[0] == 2
    assert refused("foo")[0] == 2
    assert refused(f"{CONTRACT}#1", "-o", tmp_path / "a.xlsx")[0] == 2
    assert "--hash sm3 leads to a seal" in refused(f"{CONTRACT}#1", "--hash", "sm3")[1]
    assert "heads by SM3" in refused(f"{CONTRACT}#1", "--hash", "sm3", "--seal", sealed(office))[1]


def test_what_was_known_then(office: Office) -> None:
    """By what was recorded at a time, a later fact is not there, nor is a later seal."""
    said = office.run("audit", "prove", f"{CONTRACT}#7", "--known-at", "2026-03-02")
    assert "there is no event" in said.err
    said = office.run("audit", "prove", f"{CONTRACT}#2", "--known-at", "2026-03-02")
    assert "no seal is on" in said.err
    assert office.run("audit", "prove", f"{CONTRACT}#2", "--known-at", "2026-03-03 20:00").code == 0


def test_a_store_that_was_changed_proves_nothing(office: Office) -> None:
    """Neither where the fact's chain is broken, nor where another under the same seal is not what it was."""
    with unguarded(office.store) as connection:
        connection.execute("UPDATE event SET actor = 'x' WHERE chain = 'calendar' AND seq = 2")
        connection.execute("UPDATE event SET hash = 'x' WHERE chain = 'example-milestones'")
    assert office.run("audit", "prove", "calendar#1").code == 1
    said = office.run("audit", "prove", f"{CONTRACT}#2")
    assert (said.code, said.out) == (1, "")
    assert "does not fit the facts that stand now" in said.err
    with unguarded(office.store) as connection:
        connection.execute("DELETE FROM payload WHERE chain = 'example-milestones'")
        connection.execute("DELETE FROM event WHERE chain = 'example-milestones'")
    assert office.run("audit", "prove", f"{CONTRACT}#2").code == 1
    said = office.run("audit", "seal", "-o", office.papers / "broken.txt")
    assert (said.code, (office.papers / "broken.txt").exists()) == (1, False)


def test_the_answer_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows, by what, what to hold it against; in Chinese too."""
    out = office.do(f"audit prove {CONTRACT}#2").out.splitlines()
    assert out[0].startswith(f"{CONTRACT}#2 (payment recorded, 2025-03-20; recorded 2026-03-02")
    assert out[1].startswith("store@")
    assert "over 3 chains with 1 hash beside the way" in out[2]
    assert "with --payload" in out[3]
    assert "By itself it proves nothing" in out[4]
    monkeypatch.setenv("SVCCTL_LANG", "zh")
    out = office.do(f"audit prove {CONTRACT}#7 --payload --head", head_of(office)).out.splitlines()
    assert out[0].startswith(f"登记 {CONTRACT}#7（登记付款，2025-03-20；2026-03-04")
    assert out[2:4] == ["依据：本链 1 行。", "登记的内容在证明里。"]
    assert out[4].startswith("这就是您指明的那个")


def head_of(office: Office) -> str:
    return str(office.json("audit verify")["head"])


# -- SM3 -------------------------------------------------------------------------------------------

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="no OpenSSL here")


def openssl_sm3(content: bytes) -> str:
    """SM3 by another program."""
    command = ["openssl", "dgst", "-sm3", "-r"]
    return (
        subprocess.run(command, input=content, capture_output=True, check=True).stdout[:64].decode()
    )


def test_sm3_is_the_standards() -> None:
    """The two examples of GB/T 32905-2016, annex A."""
    digest = sm3()
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest(b"abc") == expected
    expected = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    assert digest(b"abcd" * 16) == expected


@needs_openssl
def test_heads_by_sm3_are_those_of_another_program(office: Office) -> None:
    """Every row of a contract, chained from its first by OpenSSL: the head that the seal has."""
    seal = sealed(office, "sm3.txt", "--hash", "sm3")
    before, seq = "0" * 64, 0
    journal = open_journal(office.store)
    for row, salt, body in journal.rows(CONTRACT):
        said = openssl_sm3(f"{salt}\n{body}".encode())
        columns = ["svcctl-event-1", *row[:6], said, before]
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        before, seq = openssl_sm3(text.encode()), row.seq
    journal.close()
    lines = seal.read_text().splitlines()
    assert lines[0] == "svcctl seal 2"
    assert f"sm3 {CONTRACT}@{seq}:{before}" in lines
    assert len(lines) == 2 + 2 * 4
    told = office.do("audit seal --hash sm3 -o", seal).out
    assert openssl_sm3(seal.read_bytes()) in told


def test_a_seal_by_both_is_held_against_the_store(office: Office) -> None:
    """Both hold; of a head by SM3 that was altered, or of a chain cut off, it is said where."""
    seal = sealed(office, "sm3.txt", "--hash", "sm3")
    assert office.json("audit verify --hashes --seal", seal)["seal"]["sm3"] == "holds"
    assert "by SM3" in office.do("audit verify --hashes --seal", seal).out
    office.do(PAY, "--ref", "9", "--contract", CONTRACT)
    assert office.json("audit verify --hashes --seal", seal)["seal"]["sm3"] == "holds"
    text = seal.read_text()
    seal.write_text(re.sub(r"(sm3 calendar@6:)..", r"\g<1>xx".replace("xx", "00"), text))
    found = office.run("audit", "verify", "--seal", seal, "--format", "json")
    told = json.loads(found.out)
    assert (found.code, told["problems"]) == (1, [{"at": "calendar#6", "what": "sm3"}])
    assert told["seal"]["sm3"] == "differs"
    seal.write_text(text.replace("sm3 calendar@6:", "sm3 calendar@66:"))
    told = json.loads(office.run("audit", "verify", "--seal", seal, "--format", "json").out)
    assert told["problems"] == [{"at": "calendar#66", "what": "cut-off"}]
    seal.write_text(text)
    rebuilt(office.store, CONTRACT, lambda body: body.replace("100000", "900000"))
    told = json.loads(office.run("audit", "verify", "--seal", seal, "--format", "json").out)
    assert told["seal"]["sm3"] == "unchecked"


def test_a_proof_by_sm3(office: Office, tmp_path: Path) -> None:
    """To a seal that has such heads: the same check of the docs, the fact's rows by SM3."""
    seal = sealed(office, "sm3.txt", "--hash", "sm3")
    proof = office.json(f"audit prove {CONTRACT}#3 --payload --hash sm3 --seal", seal)
    assert (proof["hash"], len(proof["rows"]), "seal" in proof) == ("sm3", 5, False)
    assert holds(proof, seal.read_text(), tmp_path)
    proof["rows"][2][5] = "x"
    assert not holds(proof, seal.read_text(), tmp_path)


def test_where_python_has_no_sm3(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seal by it is refused; of one that is there its other heads are checked, and that is said."""
    seal = sealed(office, "sm3.txt", "--hash", "sm3")
    monkeypatch.setattr("hashlib.algorithms_available", {"sha256"})
    said = office.run("audit", "seal", "--hash", "sm3", "-o", seal)
    assert (said.code, "has no SM3" in said.err) == (2, True)
    assert office.json("audit verify --hashes --seal", seal)["seal"]["sm3"] == "unchecked"
    assert "were not checked" in office.do("audit verify --hashes --seal", seal).out
