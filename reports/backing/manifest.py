"""The list of a backup: what is in it, from which program, and the SHA-256 of every file."""

import json
from hashlib import file_digest, sha256
from pathlib import Path

LIST, SEAL = "manifest.json", "manifest.sha256"
FORMAT = 1


class BackupError(Exception):
    """A backup that cannot be made, trusted or restored; the message says why, in Indonesian."""


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def files(folder: Path) -> dict[str, dict]:
    """Every file of the backup with its size and SHA-256."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in (LIST, SEAL))
    return {
        path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": digest(path)} for path in found
    }


def write(folder: Path, about: dict) -> None:
    text = json.dumps({"format": FORMAT, **about, "files": files(folder)}, indent=1, sort_keys=True)
    (folder / LIST).write_text(text, encoding="utf-8")
    (folder / SEAL).write_text(sha256(text.encode()).hexdigest() + "\n", encoding="ascii")


def read(folder: Path) -> dict:
    """The list, when nothing in the folder differs from it; raises BackupError with every difference."""
    try:
        text = (folder / LIST).read_text(encoding="utf-8")
        seal = (folder / SEAL).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        raise BackupError(f"{folder} bukan cadangan yang utuh: {LIST} atau {SEAL} tidak ada atau rusak.") from None
    if sha256(text.encode()).hexdigest() != seal:
        raise BackupError(f"Daftar {LIST} berubah sejak cadangan dibuat. Pakailah cadangan lain.")
    told = json.loads(text)
    if told["format"] != FORMAT:
        raise BackupError(f"Cadangan ini berformat {told['format']}; program ini membaca format {FORMAT}.")
    if wrong := differences(told["files"], files(folder)):
        raise BackupError("Cadangan rusak, tidak ada yang dipulihkan:\n" + "\n".join(wrong))
    return told


def differences(told: dict, found: dict) -> list[str]:
    """What is wrong with the files, one line each."""
    missing = [f"- {name} tidak ada" for name in sorted(set(told) - set(found))]
    changed = [
        f"- {name} berubah (SHA-256 berbeda)" for name in sorted(told) if found.get(name, told[name]) != told[name]
    ]
    extra = [f"- {name} tidak tercatat" for name in sorted(set(found) - set(told))]
    return missing + changed + extra
