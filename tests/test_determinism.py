"""The same bytes whatever the process, its hash seed, locale, time zone, threads, neighbours and order; all without a network."""

import json
import os
import subprocess
import sys
from pathlib import Path

from command import CLEAN, GARBLED

OFFLINE = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("the network was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.create_connection = refuse
from audit.cli import main
main()
"""


def run(folder: Path, *paths: str, **variables: str) -> tuple[bytes, bytes]:
    """The JSON and the page of a run of the shipped engine, in a process of its own that may not use the network."""
    command = [sys.executable, "-c", OFFLINE, "run", *paths, "--engine", "embedded", "--fail-on", "never", "--no-cache"]
    command += ["--format", "json=out.json", "--format", "html=out.html"]
    subprocess.run(command, cwd=folder, env={**os.environ, **variables}, check=True, timeout=300)
    return (folder / "out.json").read_bytes(), (folder / "out.html").read_bytes()


def test_processes_write_the_same_bytes_without_a_network(tmp_path: Path) -> None:
    """With the tagger and the engine at work; and an article fares the same wherever it stands, and in whichever process."""
    content = tmp_path / "content"
    content.mkdir()
    for name, text in (("a.txt", CLEAN), ("b.txt", GARBLED), ("c.html", f"<p>{GARBLED}<p>{CLEAN}")):
        (content / name).write_text(text, "utf-8")
    named = [f"content/{name}" for name in ("a.txt", "b.txt", "c.html")]
    first = run(tmp_path, *named, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    second = run(tmp_path, "content", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", LANG="fr_FR.UTF-8", TZ="Asia/Tokyo")
    assert first == second
    assert b'"back_translation": "' in first[0]
    other = run(tmp_path, *named[::-1], "--jobs", "2", PYTHONHASHSEED="3", OMP_NUM_THREADS="3", LC_ALL="POSIX")
    documents = json.loads(first[0])["documents"]
    assert json.loads(other[0])["documents"] == documents[::-1]
    assert all("tagger" in document["checks"] for document in documents)
