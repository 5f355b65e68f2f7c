"""Settings that were found above name target files from their own folder; git is never brought."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from acceptance.cli import AT_2025, GOOD, PLAN, Result, committed, git, inside, program, write
from cmcn4.readers import commit

LENIENT = PLAN.replace("at_least: 90", "at_least: 10")
STRICT = {"plan/fibre-2025": "fail"}
NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="runs git")
MAKES_LINKS = pytest.mark.skipif(os.name == "nt", reason="makes links")


def verdicts(result: Result) -> dict[str, str]:
    assert result.stdout, result.err
    return {each["target"]: each["verdict"] for each in result.json["assessments"]}


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder two below the settings, with a lenient plan of the same name."""
    folder = tmp_path / "a" / "b"
    (tmp_path / "plans").mkdir()
    (folder / "plans").mkdir(parents=True)
    write(tmp_path / "plans", PLAN, "plan.yaml")
    write(folder / "plans", LENIENT, "plan.yaml")
    write(folder, GOOD)
    monkeypatch.chdir(folder)
    return folder


def asked(targets: str, folder: Path, *options: str) -> Result:
    write(folder, f"targets = {targets}\n", "cmcn4.toml")
    return inside("check", "data.csv", *AT_2025, "-f", "json", *options)


@pytest.mark.usefixtures("below")
@pytest.mark.parametrize(
    "targets",
    ['["plans/plan.yaml"]', '["plans"]', '["plans/plan.yaml/fibre-*"]',
     '["plans/plan.yaml/fibre-2025:default"]'],
)  # fmt: skip
def test_target_files_are_those_beside_the_settings(targets: str, tmp_path: Path) -> None:
    result = asked(targets, tmp_path)
    assert (result.code, verdicts(result)) == (1, STRICT)
    assert result.json["packs"][0]["path"] == "../../plans/plan.yaml"


def test_a_file_of_the_working_folder_alone_is_not_meant(below: Path, tmp_path: Path) -> None:
    write(below, LENIENT, "own.yaml")
    result = asked('["own.yaml"]', tmp_path)
    assert (result.code, result.stdout) == (2, b"")
    assert "../../own.yaml" in result.err


def test_names_of_documents_and_settings_beside_the_data_are_as_before(
    below: Path, tmp_path: Path
) -> None:
    (tmp_path / "qd-2289").mkdir()
    result = asked('["qd-2289/fibre-households-2025"]', tmp_path)
    assert verdicts(result) == {"qd-2289/fibre-households-2025": "pass"}
    result = asked('["plans/plan.yaml"]', below)
    assert (result.code, verdicts(result)) == (0, {"plan/fibre-2025": "pass"})


@pytest.mark.usefixtures("below")
def test_settings_that_were_named_speak_from_the_working_folder(tmp_path: Path) -> None:
    write(tmp_path, 'targets = ["plans/plan.yaml"]\n', "my.toml")
    result = inside("check", "data.csv", *AT_2025, "-f", "json", "--config", "../../my.toml")
    assert (result.code, verdicts(result)) == (0, {"plan/fibre-2025": "pass"})


@NEEDS_GIT
@pytest.mark.usefixtures("below")
def test_at_a_commit_target_files_are_those_beside_the_settings_too(tmp_path: Path) -> None:
    write(tmp_path, 'targets = ["plans/plan.yaml"]\n', "cmcn4.toml")
    committed(tmp_path)
    write(tmp_path / "plans", LENIENT, "plan.yaml")
    asked = ("check", "data.csv", *AT_2025, "-f", "json", "--config", "git:HEAD")
    result = program(*asked)
    assert (result.code, verdicts(result)) == (1, STRICT)
    assert result.json["packs"][0]["path"] == "../../plans/plan.yaml"
    assert result.json["asked"]["targets"] == ["../../plans/plan.yaml"]
    write(tmp_path, 'targets = ["../plan.yaml"]\n', "cmcn4.toml")
    git(tmp_path, "commit", "-qam", "out")
    assert program(*asked).code == 2


@NEEDS_GIT
def test_git_is_never_taken_from_the_working_folder(
    below: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fake(folder: Path, name: str) -> Path:
        folder.mkdir(exist_ok=True)
        path = write(folder, "#!/bin/sh\ntouch ran\nexit 1\n", name)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    committed(tmp_path)
    real = os.environ["PATH"]
    for name in ("git", "git.exe"):
        fake(below, name)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(below), real]))
    assert commit.program() == shutil.which("git", path=real)
    assert program("check", "data.csv", *AT_2025, "--config", "git:HEAD").code == 0
    assert not (below / "ran").exists()
    # On Windows it has a suffix, and the working folder would come first.
    installed = fake(tmp_path / "bin", "git.exe")
    monkeypatch.setattr(commit, "WINDOWS", True)
    monkeypatch.setenv("PATH", os.pathsep.join([str(below), str(installed.parent)]))
    assert commit.program() == str(installed)
    monkeypatch.setenv("PATH", str(below))
    with pytest.raises(FileNotFoundError):
        commit.program()
    refused = inside("check", "data.csv", *AT_2025, "--config", "git:HEAD")
    assert (refused.code, "git:HEAD" in refused.err) == (2, True)


@NEEDS_GIT
@pytest.mark.skipif(os.name == "nt", reason="links are for administrators there")
@pytest.mark.parametrize("place", ["link.csv", "data/link.csv", "data"])
@pytest.mark.parametrize("to", ["outside", "git"])
def test_at_a_commit_no_link_among_the_data_leads_out_of_the_repository(
    tmp_path: Path, place: str, to: str
) -> None:
    """A pattern names files as a person would, and whoever sends data chooses their names."""
    home = tmp_path / "home"
    home.mkdir()
    write(home, "", "cmcn4.toml")
    base = committed(home)
    secret = tmp_path / "secret" if to == "outside" else home / ".git" / "secret"
    secret.mkdir()
    write(secret, GOOD + "fibre-households,VN,2024,hunter2,%,MOST,\n")
    if place == "data":
        (home / "data").symlink_to(secret)
    else:
        (home / place).parent.mkdir(exist_ok=True)
        (home / place).symlink_to(secret / "data.csv")
    asked = ("check", place, *AT_2025, "-f", "json")
    refused = program(*asked, "--config", f"git:{base}", cwd=home)
    (told,) = refused.json["findings"]
    assert (refused.code, told["code"]) == (3, "file-unreadable")
    assert told["message"] == "The link leads out of the folder that was given."
    assert "hunter2" not in refused.out
    # What a person names, or has in a folder of theirs, is read.
    if place != "data/link.csv":
        assert "hunter2" in program(*asked, "--no-config", cwd=home).out


@NEEDS_GIT
def test_at_a_commit_data_of_elsewhere_and_links_within_are_read(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    write(home, "", "cmcn4.toml")
    write(home, GOOD)
    base = committed(home)
    (home / "again.csv").symlink_to("data.csv")
    for path in ("again.csv", write(tmp_path, GOOD)):
        asked = ("check", path, *AT_2025, "--config", f"git:{base}")
        assert program(*asked, cwd=home).code == 0


@NEEDS_GIT
def test_a_name_that_means_several_commits_is_refused(tmp_path: Path) -> None:
    """Who may push a tag would else choose the settings."""
    write(tmp_path, GOOD)
    write(tmp_path, "", "cmcn4.toml")
    base = committed(tmp_path)
    git(tmp_path, "update-ref", "refs/remotes/origin/main", base)
    asked = ("check", "data.csv", *AT_2025, "--config")

    def told(ref: str) -> tuple[int, str]:
        result = program(*asked, f"git:{ref}", cwd=tmp_path)
        return result.code, result.err

    git(tmp_path, "tag", "-a", "-m", "m", "origin/main", base)
    assert told("origin/main") == (0, "")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "other")
    git(tmp_path, "tag", "-f", "-a", "-m", "m", "origin/main")
    git(tmp_path, "tag", base[:12])
    refused = "cmcn4: git:origin/main: several commits go by this name: refs/remotes/origin/main, "
    for ref in ("origin/main", "origin/main~0", base[:12]):
        code, said = told(ref)
        assert (code, "several commits go by this name" in said) == (2, True)
    assert told("origin/main")[1].startswith(refused)
    for ref in (base, "refs/remotes/origin/main", base[:11], "HEAD"):
        assert told(ref) == (0, "")


def at_commit(home: Path, target: str) -> Result:
    """Check by the settings of a commit in which they are a link."""
    (home / "conf").mkdir()
    write(home, PLAN, "plan.yaml")
    write(home, 'targets = ["plan.yaml"]\n', "conf/own.toml")
    (home / "conf/again").symlink_to("own.toml")
    (home / "cmcn4.toml").symlink_to(target)
    write(home, GOOD)
    committed(home)
    (home / "cmcn4.toml").unlink()
    asked = ("check", "data.csv", *AT_2025, "--config", "git:HEAD", "-f", "json")
    return program(*asked, cwd=home)


@NEEDS_GIT
@MAKES_LINKS
@pytest.mark.parametrize("target", ["conf/own.toml", "conf/again", "./conf/../conf/own.toml"])
def test_settings_of_a_commit_that_are_a_link_are_what_it_leads_to_there(
    target: str, tmp_path: Path
) -> None:
    result = at_commit(tmp_path, target)
    assert (result.code, verdicts(result)) == (1, STRICT)
    assert result.json["config"] == "git:HEAD:cmcn4.toml"


@NEEDS_GIT
@MAKES_LINKS
@pytest.mark.parametrize("target", ["none.toml", "/etc/hostname", "../own.toml", "cmcn4.toml"])
def test_settings_of_a_commit_that_are_a_link_to_nothing_in_it_are_refused(
    target: str, tmp_path: Path
) -> None:
    result = at_commit(tmp_path, target)
    assert (result.code, result.json["assessments"]) == (2, [])
    assert "cmcn4.toml: this link leads to no file of that commit" in result.err


@NEEDS_GIT
@pytest.mark.parametrize("there", ["cmcn4.toml", "pyproject.toml", "above/cmcn4.toml"])
@pytest.mark.parametrize("by_link", [False, True])
def test_settings_that_are_there_are_not_written_over_whichever_are_used(
    there: str, by_link: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GOOD)
    Path("above").mkdir()
    settings = '[tool.cmcn4]\nlang = "en"\n' if there == "pyproject.toml" else 'lang = "en"\n'
    Path(there).write_text(settings)
    committed(tmp_path)
    output = Path("report.md" if by_link else there)
    if by_link:
        output.symlink_to(there)
    for used in (("--config", "git:HEAD"), ("--no-config",)):
        result = program("check", "data.csv", *AT_2025, *used, "-o", f"markdown:{output}")
        assert (result.code, Path(there).read_text()) == (2, settings)
        assert "these are settings" in result.err


@NEEDS_GIT
@pytest.mark.parametrize("name", ["config", "hooks/post-checkout"])
def test_no_output_is_written_into_the_repository_of_git_by_a_link(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GOOD)
    committed(tmp_path)
    place, kept = tmp_path / ".git" / name, (tmp_path / ".git" / "config").read_bytes()
    Path("charts").mkdir()
    for link in ("report.md", "charts/a.svg"):
        Path(link).symlink_to(place)
    Path("folder").symlink_to(place.parent)
    for output in ("report.md", "charts:charts", "charts:folder", "folder/report.md"):
        result = inside("check", "data.csv", *AT_2025, "--no-config", "-o", output)
        assert (result.code, "a link leads into .git" in result.err) == (2, True), output
    assert (tmp_path / ".git" / "config").read_bytes() == kept
    assert not (tmp_path / ".git" / "hooks" / "post-checkout").exists()


@pytest.mark.parametrize("way", ["data.csv", "no-such/../data.csv"])
def test_no_output_or_copy_is_written_over_data_by_a_link(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = write(tmp_path, GOOD)
    Path("report.md").symlink_to(way)
    Path("copies").mkdir()
    Path("copies/data.csv").symlink_to(f"../{way}")
    Path("charts").mkdir()
    Path("charts/a.svg").symlink_to(f"../{way}")
    for asked in (("-o", "report.md"), ("-o", "charts:charts")):
        result = inside("check", "data.csv", *AT_2025, "--no-config", *asked)
        assert (result.code, "one of the files to be read" in result.err) == (2, True), asked
    assert data.read_text(encoding="utf-8") == GOOD
