"""Files appear whole or not at all, alone or many as one, and nothing is lost on the way."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from commands import environment
from korttipakka.basics import files
from korttipakka.basics.files import (
    MARK,
    PartlyWritten,
    check_output,
    is_same_file,
    write_together,
    write_whole,
)

OLD, NEW = b"what was printed yesterday", b"what is printed today"

KILLED = """
import os, signal, sys
from pathlib import Path
from korttipakka.basics.files import {function}
def stop(*arguments): os.kill(os.getpid(), signal.SIGKILL)
Path.replace = Path.rename = stop
{function}(Path(sys.argv[1]), {what})
"""


def killed(out: Path, function: str = "write_whole", what: str = "b'half'") -> None:
    """Write by a process that is killed when all is written but not yet in its place."""
    code = KILLED.format(function=function, what=what)
    done = subprocess.run(
        [sys.executable, "-c", code, str(out)], env=environment(), timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL


def leftovers(folder: Path) -> list[Path]:
    """What lies about in a folder of files that were being written."""
    return [path for path in folder.rglob("*") if path.name.startswith(MARK)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A file of yesterday."""
    path = tmp_path / "out.pdf"
    path.write_bytes(OLD)
    return path


def test_a_file_is_replaced_and_keeps_its_permissions(out: Path) -> None:
    """The new contents come with the old mode, and nothing else is left in the folder."""
    out.chmod(0o640)
    write_whole(out, NEW, durable=True)
    assert out.read_bytes() == NEW
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_is_as_readable_as_the_users_others(tmp_path: Path, mask: int) -> None:
    """Its mode, and that of a folder and the files in it, follow the user's umask."""
    code = (
        f"import os; os.umask({mask:#o})\nfrom pathlib import Path\n"
        "from korttipakka.basics.files import write_together, write_whole\n"
        "write_whole(Path('one'), b'')\nwrite_together(Path('two'), [('three', b'')])\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), timeout=60, check=True
    )
    modes = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("one", "two/three")}
    assert set(modes.values()) == {0o666 & ~mask}
    assert stat.S_IMODE((tmp_path / "two").stat().st_mode) == 0o777 & ~mask


def test_the_umask_of_the_process_is_not_touched(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other threads may be making files: a process has one umask only."""
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("umask was called"))
    write_whole(out, NEW)
    assert out.read_bytes() == NEW


def test_links_stay_links(tmp_path: Path, out: Path) -> None:
    """What a link leads to is replaced, whether it exists or not; the link itself stays."""
    (tmp_path / "sub").mkdir()
    for target in (out, tmp_path / "sub" / "new.pdf"):
        link = tmp_path / f"link to {target.name}"
        link.symlink_to(target)
        write_whole(link, NEW)
        assert link.is_symlink()
        assert target.read_bytes() == NEW


# What would cost a file


@pytest.mark.parametrize("how", ["itself", "symlink", "hard link", "dots", "through a link"])
def test_an_input_is_no_output(tmp_path: Path, how: str) -> None:
    """A file that the output is made from is refused under any name that leads to it."""
    (tmp_path / "sub").mkdir()
    source = tmp_path / "deck.yaml"
    source.write_bytes(OLD)
    out = {
        "itself": source,
        "symlink": tmp_path / "link.pdf",
        "hard link": tmp_path / "hard.pdf",
        "dots": tmp_path / "sub" / ".." / "deck.yaml",
        "through a link": tmp_path / "folder" / "deck.yaml",
    }[how]
    (tmp_path / "link.pdf").symlink_to(source)
    (tmp_path / "folder").symlink_to(tmp_path)
    os.link(source, tmp_path / "hard.pdf")
    for write in (
        lambda: write_whole(out, NEW, inputs=[tmp_path / "none.yaml", source]),
        lambda: write_together(out.parent, [(out.name, NEW)], inputs=[source]),
        lambda: check_output(out, [source]),
    ):
        with pytest.raises(FileExistsError, match=r"it is made from that file: .*deck\.yaml"):
            write()
    assert source.read_bytes() == OLD
    assert not leftovers(tmp_path)


def test_files_that_are_not_there_are_no_inputs(tmp_path: Path) -> None:
    """What does not exist, or cannot, is the same as nothing."""
    assert not is_same_file(tmp_path / "a", tmp_path / "a")
    assert not is_same_file(tmp_path, Path("a\0b"))
    write_whole(tmp_path / "a", NEW, inputs=[tmp_path / "b"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "that is a folder"),
        ("none/out.pdf", "there is no folder"),
        ("a\0b.pdf", "NUL"),
        ("ä" * 128 + ".pdf", "name too long"),
        ("circle", "symbolic links"),
        ("old.txt/out.pdf", "there is no folder"),
    ],
)
def test_places_where_no_file_can_be(tmp_path: Path, name: str, reason: str) -> None:
    """Each is an OSError with a reason that can be shown, and nothing is left behind."""
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "old.txt").write_bytes(OLD)
    before = sorted(tmp_path.iterdir())
    for write in (lambda path: write_whole(path, NEW), lambda path: check_output(path)):
        with pytest.raises(OSError, match=reason):
            write(tmp_path / name)
    if name not in {"", "none/out.pdf"}:
        with pytest.raises(OSError, match=r"."):
            write_together(tmp_path / name, [("a", NEW)])
    assert sorted(tmp_path.iterdir()) == before


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    """The temporary file's name is short, however long the file's own."""
    out = tmp_path / ("x" * 255)
    write_whole(out, NEW)
    assert out.read_bytes() == NEW


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_device_is_told() -> None:
    """Devices are written to directly, and say themselves that they are full."""
    with pytest.raises(OSError, match="No space left"):
        write_whole(Path("/dev/full"), NEW)
    write_whole(Path("/dev/null"), NEW)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
@pytest.mark.parametrize("append", [False, True])
def test_standard_output_may_be_a_pipe_or_a_file(tmp_path: Path, append: bool) -> None:
    """/dev/stdout is written to, never replaced: a file that others append to keeps all."""
    code = (
        "from pathlib import Path; from korttipakka.basics.files import write_whole\n"
        f"write_whole(Path('/dev/stdout'), {NEW!r})"
    )
    command = [sys.executable, "-c", code]
    piped = subprocess.run(command, env=environment(), capture_output=True, timeout=60, check=True)
    assert piped.stdout == NEW
    out = tmp_path / "out.pdf"
    out.write_bytes(OLD)
    with out.open("ab" if append else "wb") as stream:
        subprocess.run(command, env=environment(), stdout=stream, timeout=60, check=True)
    assert out.read_bytes() == (OLD if append else b"") + NEW
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("at", ["write", "rename"])
def test_a_disk_that_is_full(out: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Wherever there is no room, the old file stays and no part of the new one is left."""

    def no_space(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*{"write": (os, "fsync"), "rename": (Path, "replace")}[at], no_space)
    with pytest.raises(OSError, match="No space left"):
        write_whole(out, NEW, durable=True)
    assert out.read_bytes() == OLD
    assert list(out.parent.iterdir()) == [out]


# What a killed process leaves


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_what_a_killed_process_left_is_removed(out: Path) -> None:
    """The next write to the same file removes it, and nothing else that looks alike."""
    killed(out)
    (left,) = leftovers(out.parent)
    killed(out.with_name("other.pdf"))
    link = out.with_name(f"{left.name}0")
    link.symlink_to(out)
    hidden = out.with_name(".out.pdf.user")
    hidden.write_bytes(OLD)
    assert out.read_bytes() == OLD
    write_whole(out, NEW)
    assert not left.exists()
    assert out.read_bytes() == NEW
    assert len(leftovers(out.parent)) == 2  # another file's, and the link that is none of ours
    assert hidden.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("is_there", [False, True])
def test_what_a_killed_export_left_is_removed(tmp_path: Path, is_there: bool) -> None:
    """A folder of waiting files goes too, whether it lies beside the target or in it."""
    folder = tmp_path / "faces"
    if is_there:
        folder.mkdir()
    killed(folder, "write_together", "[('a.png', b'half')]")
    assert leftovers(tmp_path)
    assert not (folder / "a.png").exists()
    write_together(folder, [("b.png", NEW)])
    assert not leftovers(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["b.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there anyway")
def test_what_is_being_written_is_left_alone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another write to the same file, halfway, loses nothing: the one that ends last wins."""
    rename, order = Path.replace, [NEW, b"later"]

    def meanwhile(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", rename)
        write_whole(out, order[1])
        assert out.read_bytes() == order[1]
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    write_whole(out, order[0])
    assert out.read_bytes() == order[0]
    assert not leftovers(out.parent)


def test_a_file_taken_for_a_leftover_is_written_again(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another process was quicker than the lock, the file is written once more."""
    lock = files._lock

    def robbed(descriptor: int) -> None:
        monkeypatch.setattr(files, "_lock", lock)
        for path in leftovers(out.parent):
            path.unlink()

    monkeypatch.setattr(files, "_lock", robbed)
    write_whole(out, NEW)
    assert out.read_bytes() == NEW


# Many files as one


def test_many_files_appear_at_once(tmp_path: Path) -> None:
    """No file is in its place while others are still made; old ones of other names stay."""
    folder = tmp_path / "faces"

    def made() -> Iterator[tuple[str, bytes]]:
        for name in ("a.png", "b.png"):
            assert [path.name for path in folder.glob("*.png")] == expected
            yield name, NEW

    expected: list[str] = []
    assert write_together(folder, made()) == [folder / "a.png", folder / "b.png"]
    (folder / "a.png").unlink()
    (folder / "c.png").write_bytes(OLD)
    expected = ["b.png", "c.png"]
    expected = sorted(expected, key=[path.name for path in folder.glob("*.png")].index)
    write_together(folder, made())
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png", "c.png"]
    assert (folder / "c.png").read_bytes() == OLD
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("is_there", [False, True])
def test_nothing_is_written_when_one_of_many_fails(tmp_path: Path, is_there: bool) -> None:
    """A disk full at the eighteenth picture leaves no picture, and old ones as they were."""
    folder = tmp_path / "faces"
    if is_there:
        folder.mkdir()
        (folder / "3.png").write_bytes(OLD)

    def made() -> Iterator[tuple[str, bytes]]:
        for number in range(18):
            yield f"{number}.png", NEW
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_together(folder, made())
    assert folder.exists() == is_there
    if is_there:
        assert [path.name for path in folder.iterdir()] == ["3.png"]
        assert (folder / "3.png").read_bytes() == OLD
    assert not leftovers(tmp_path)


def test_what_was_written_is_known_when_a_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a file not get into its place after others did, the exception names those."""
    rename = Path.replace

    def only_a(self: Path, target: Path) -> Path:
        if target.name != "a.png":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", only_a)
    with pytest.raises(PartlyWritten, match=r"b\.png: Input/output error") as raised:
        write_together(tmp_path, [("a.png", NEW), ("b.png", NEW), ("c.png", NEW)])
    assert raised.value.written == (tmp_path / "a.png",)
    monkeypatch.undo()
    with suppress(OSError):
        write_together(tmp_path / "a.png", [("x", NEW)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png"]


def test_pieces_are_written_one_by_one(tmp_path: Path) -> None:
    """A file may come in pieces; an error while they are made leaves the old file as it was."""

    def broken() -> Iterator[bytes]:
        yield NEW
        raise ValueError("no more")

    out = tmp_path / "out.pdf"
    write_whole(out, lambda: iter([NEW, OLD]))
    assert out.read_bytes() == NEW + OLD
    with pytest.raises(ValueError, match="no more"):
        write_whole(out, broken)
    assert out.read_bytes() == NEW + OLD
    assert list(tmp_path.iterdir()) == [out]


def test_pieces_are_made_again_when_the_file_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that begins anew, since its file was taken for a leftover, is whole all the same."""
    rename, taken = Path.replace, list[Path]()

    def lose_the_first(path: Path, target: Path) -> Path:
        if not taken:
            taken.append(path)
            path.unlink()
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", lose_the_first)
    write_whole(tmp_path / "out.pdf", lambda: iter([NEW, OLD]))
    assert taken
    assert (tmp_path / "out.pdf").read_bytes() == NEW + OLD
