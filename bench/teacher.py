#!/usr/bin/env python3
"""How many answers a second go through the ledger, from a server that costs next to nothing: every request is answered at once, with the
same 2 KB, by a hundred lines of sockets without a parser of JSON.

    teacher.py MISSTEP [--answers N] [--inflight N]

Prints answers a second, and the processor time of misstep for each answer. What is left is mostly the disk: two commits an answer,
each synced. The ledger lies where TMPDIR says.
"""
import argparse
import json
import multiprocessing
import os
import re
import resource
import socket
import selectors
import subprocess
import tempfile
import time

TEXT = "A step of a solution, as long as steps are. " * 40
BODY = json.dumps({"choices": [{"finish_reason": "stop", "index": 0, "message": {"role": "assistant", "content": TEXT}}], "model": "m",
                   "usage": {"prompt_tokens": 20, "completion_tokens": 400}}).encode()
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def whole(data):
    """The size of the request at the start, 0 if it is not whole yet."""
    end = data.find(b"\r\n\r\n")
    found = LENGTH.search(data, 0, end) if end >= 0 else None
    size = end + 4 + (int(found[1]) if found else 0)
    return size if end >= 0 and len(data) >= size else 0


def serve(listener):
    choose, waiting = selectors.DefaultSelector(), {}
    listener.setblocking(False)
    choose.register(listener, selectors.EVENT_READ)
    while True:
        for key, _ in choose.select():
            if key.fileobj is listener:
                connection = listener.accept()[0]
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                choose.register(connection, selectors.EVENT_READ)
                waiting[connection] = b""
                continue
            data = key.fileobj.recv(1 << 16)
            waiting[key.fileobj] += data
            size = whole(waiting[key.fileobj])
            if size:
                waiting[key.fileobj] = waiting[key.fileobj][size:]
                key.fileobj.sendall(REPLY)
            if not data:
                choose.unregister(key.fileobj)
                del waiting[key.fileobj]
                key.fileobj.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("misstep")
    parser.add_argument("--answers", type=int, default=5000)
    parser.add_argument("--inflight", type=int, default=64)
    options = parser.parse_args()
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    server = multiprocessing.Process(target=serve, args=(listener,), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "q.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": f"q{i}", "prompt": f"Add {i} and 7."}) + "\n" for i in range(options.answers))
        with open(os.path.join(folder, "t.yaml"), "w", encoding="utf-8") as file:
            file.write(f"teacher:\n  base_url: http://127.0.0.1:{listener.getsockname()[1]}/v1\n  model: m\n  inflight: {options.inflight}\n")
        start = time.monotonic()
        subprocess.run([os.path.abspath(options.misstep), "ask", "q.jsonl", "-c", "t.yaml", "--ledger", "l", "-o", "r.jsonl", "-q"], cwd=folder,
                       check=True)
        seconds, used = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    server.terminate()
    print(f"{options.answers / seconds:.0f} answers a second, {options.inflight} in flight; "
          f"{(used.ru_utime + used.ru_stime) / options.answers * 1e6:.0f} us of processor each, {used.ru_maxrss} KiB resident at most")


if __name__ == "__main__":
    main()
