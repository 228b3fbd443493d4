"""A statement's page under load, beside a bare handler of the same framework that answers the same bytes; and under a writer.

python -m benchmarks.load beside rostra.sqlite                      # some 20 s, both in turn
python -m benchmarks.load endure rostra.sqlite --seconds 300        # in a copy of the archive, to which is added meanwhile
python -m benchmarks.load endure rostra.sqlite --wrk wrk            # the same with wrk as the reader, where it is installed

Each server is a process of its own, as `rostra serve` runs it; readers are connections that are kept open, each asking anew as soon
as it was answered.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from litestar import Litestar, Response, get

import rostra
from rostra.model import Capture
from rostra.pipeline.adding import make_entry

READER = b"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
SERVE = "import sys; from rostra.web import serve; serve(sys.argv[1], port=0, on_ready=lambda a: print(a, flush=True))"
SLICE_S = 1.0
"""One server is asked for so long, then the other: what else the machine does meets both."""
DRAWN = 300
TIMEOUT_S = 30.0
WRITE_EVERY_S, RSS_EVERY_S = 0.2, 30.0
LUA = """local paths = {PATHS}
wrk.headers["Accept-Encoding"] = "gzip"
wrk.headers["User-Agent"] = "READER"
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""


def bare(answer: str) -> None:
    """Serve one answer, kept in a file as JSON, at every address below /statements: what the framework itself takes."""
    import uvicorn

    told = json.loads(Path(answer).read_text())
    body, headers = bytes.fromhex(told["body"]), told["headers"]

    @get("/statements/{name:str}")
    async def page(name: str) -> Response[bytes]:
        return Response(content=body, headers=headers)

    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as the site does
    app = Litestar(route_handlers=[page], openapi_config=None, logging_config=None)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    server.run(sockets=[listener])


@contextlib.contextmanager
def serving(*command: str) -> Iterator[tuple[int, int]]:
    """A server's port and process, until it is left."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2]), process.pid
        finally:
            process.terminate()


class Reader:
    """A connection that asks and is answered."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body. Raises OSError or `asyncio.TimeoutError`."""
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(
            b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: %s\r\nAccept-Encoding: gzip\r\n\r\n"
            % (path.encode(), READER)
        )
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), TIMEOUT_S)).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return int(head[0].split()[1]), headers, body


async def ask(readers: list[Reader], paths: list[str], seconds: float) -> tuple[list[float], Counter[str]]:
    """Seconds that each answer took, and what came of all: "200", or the name of an error."""
    until, times, outcomes = time.monotonic() + seconds, [], Counter[str]()

    async def one(reader: Reader) -> None:
        while time.monotonic() < until:
            begun = time.perf_counter()
            try:
                status, _, body = await reader.get(random.choice(paths))
                outcomes[str(status) if body else "empty"] += 1
            except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
                outcomes[type(error).__name__] += 1
                reader.streams = None
            times.append(time.perf_counter() - begun)

    await asyncio.gather(*map(one, readers))
    return times, outcomes


def told(times: list[float]) -> str:
    """What a line of figures says of the times of answers."""
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.95, 0.99)]
    return f"p50 {at[0]:.2f} ms, p95 {at[1]:.2f}, p99 {at[2]:.2f}, longest {ordered[-1] * 1000:.0f}"


def statements(location: str) -> list[str]:
    """Paths of statements drawn by lot, by the weight of what they say."""
    with rostra.open(location) as archive:
        cards: list[Any] = []
        while page := archive.find_statements(order="oldest", limit=500, offset=len(cards)).items:
            cards += page
    drawn = random.Random(1).sample(cards, min(DRAWN, len(cards)))
    return [f"/statements/{card.id}" for card in drawn]


def fetched(port: int, path: str) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a page as they are sent."""
    _, headers, body = asyncio.run(Reader(port).get(path))
    return {name: value for name, value in headers.items() if name not in ("date", "content-length")}, body


def beside(location: str, seconds: float, connections: int) -> None:
    """The median page, asked again and again of the site and of the bare handler, in turn."""
    random.seed(1)
    with serving("-c", SERVE, location) as (port, _), tempfile.TemporaryDirectory() as folder:
        sizes = sorted((len(fetched(port, path)[1]), path) for path in statements(location))
        size, path = sizes[len(sizes) // 2]
        headers, body = fetched(port, path)
        answer = Path(folder) / "answer.json"
        answer.write_text(json.dumps({"headers": headers, "body": body.hex()}))
        with serving("-m", "benchmarks.load", "bare", str(answer)) as (bare_port, _):
            assert fetched(bare_port, path) == (headers, body)
            found = asyncio.run(_alternate({"site": port, "bare": bare_port}, [path], seconds, connections))
    print(f"the median of {len(sizes)} statements, {size:,} bytes as sent; {connections} connections")
    for name, (times, outcomes) in found.items():
        print(f"{name}: {told(times)}; {len(times) / (seconds / 2):.0f} a second; {dict(outcomes)}")
    halves = [sorted(times)[len(times) // 2] for times, _ in found.values()]
    print(f"p50 of the site is {halves[0] / halves[1]:.2f} times that of the bare handler")


async def _alternate(
    ports: dict[str, int], paths: list[str], seconds: float, connections: int
) -> dict[str, tuple[list[float], Counter[str]]]:
    readers = {name: [Reader(port) for _ in range(connections)] for name, port in ports.items()}
    found: dict[str, tuple[list[float], Counter[str]]] = {name: ([], Counter()) for name in ports}
    for name in ports:
        await ask(readers[name], paths, SLICE_S)  # warm
    for _ in range(max(1, round(seconds / SLICE_S / len(ports)))):
        for name in ports:
            times, outcomes = await ask(readers[name], paths, SLICE_S)
            found[name][0].extend(times)
            found[name][1].update(outcomes)
    return found


def write(location: str, port: int, seconds: float) -> None:
    """Add pages, change them, and correct statements that are being read, five times a second; look at once whether it is seen."""
    until, did = time.monotonic() + seconds, Counter[str]()
    read = statements(location)
    with rostra.open(location) as archive:
        for n in range(10**9):
            if time.monotonic() > until:
                break
            if n % 3 < 2:
                said = (
                    f"<p><b>Ada Brandt:</b> The boat {n // 3} sails at {n % 24}.</p><p><b>Question:</b> And back?</p>"
                )
                page = f"<html><head><title>Notice {n // 3}</title></head><body><h1>Notice {n // 3}</h1>{said}</body></html>"
                capture = Capture(uri=f"notices/{n // 3}.html", content=page.encode(), media_type="text/html")
                did[archive.record.add(make_entry(capture)).outcome] += 1
            else:
                path = random.choice(read)
                place = {"field": "place", "value": f"Port {n}"}
                archive.correct(path.rpartition("/")[2], "field", place, by="Ines Marl", why="Heard.")
                seen = f"Port {n}".encode() in gzip.decompress(fetched(port, path)[1])
                did["correction seen at once" if seen else "correction NOT seen"] += 1
            time.sleep(WRITE_EVERY_S)
    print(f"written: {dict(did)}")


def endure(location: str, seconds: float, connections: int, wrk: str) -> None:
    """Read statements drawn by lot while another process writes; what came of all, and the memory of the server over time."""
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder) / "record.sqlite")
        shutil.copy(location, copy)
        paths = statements(copy)
        with serving("-c", SERVE, copy) as (port, process):
            asyncio.run(ask([Reader(port)], paths, 3))
            told_to = ["write", copy, "--port", str(port), "--seconds", str(seconds)]
            writer = subprocess.Popen([sys.executable, "-m", "benchmarks.load", *told_to])
            watch = threading.Thread(target=_watch, args=(process, seconds), daemon=True)
            watch.start()
            if wrk:
                lines = ",".join(f'"{path}"' for path in paths)
                script = Path(folder) / "paths.lua"
                script.write_text(LUA.replace("PATHS", lines).replace("READER", READER.decode()))
                how = ["-t1", f"-c{connections}", f"-d{round(seconds)}s", "--latency", "-s", str(script)]
                done = subprocess.run(
                    [wrk, *how, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
                )
                print(done.stdout)
            else:
                times, outcomes = asyncio.run(ask([Reader(port) for _ in range(connections)], paths, seconds))
                print(f"{told(times)}; {len(times) / seconds:.0f} a second; {dict(outcomes)}")
            writer.wait(60)
            watch.join(60)


def _watch(process: int, seconds: float) -> None:
    """Print the memory of a process every half minute."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        status = Path(f"/proc/{process}/status").read_text()
        size = int(status.partition("VmRSS:")[2].split()[0])
        print(f"after {passed:3.0f} s: {size / 1000:.1f} MB", flush=True)
        time.sleep(RSS_EVERY_S)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("beside", "endure", "bare", "write"))
    parser.add_argument("archive")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--wrk", default="", help="the program, to read with it")
    parser.add_argument("--port", type=int, default=0, help="of the site whose archive is written to")
    asked = parser.parse_args()
    if asked.what == "bare":
        bare(asked.archive)
    elif asked.what == "write":
        write(asked.archive, asked.port, asked.seconds)
    elif asked.what == "endure":
        endure(asked.archive, asked.seconds, asked.connections, asked.wrk)
    else:
        beside(asked.archive, asked.seconds, asked.connections)


if __name__ == "__main__":
    main()
