"""A receiver for tests of many rows: takes Arize's requests over HTTP, as fast as Python can, and only counts them.

usage: counter.py

It looks for the end of a request's head and for its length, answers, and prints {"rows": N} for the N requests since the last
line. The first line is {"port": N}.
"""

import asyncio
import json
import sys

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
LENGTH = b"\r\ncontent-length:"
INTERVAL = 0.02
count = 0


def tell(entry):
    sys.stdout.write(json.dumps(entry) + "\n")
    sys.stdout.flush()


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.pending = b""

    def data_received(self, data):
        global count
        self.pending += data
        while True:
            head = self.pending.find(b"\r\n\r\n")
            if head < 0:
                return
            lower = self.pending[: head + 2].lower()
            start = lower.index(LENGTH) + len(LENGTH)
            end = head + 4 + int(lower[start : lower.index(b"\r\n", start)])
            if len(self.pending) < end:
                return
            if not lower.startswith(b"post /v1/log ") or self.pending[end - 1 : end] != b"}":
                # Closing without an answer makes the row come again, and the test fail.
                return self.transport.close()
            self.pending = self.pending[end:]
            count += 1
            self.transport.write(ANSWER)


async def main():
    global count
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    tell({"port": server.sockets[0].getsockname()[1]})
    while True:
        await asyncio.sleep(INTERVAL)
        if count:
            count, told = 0, count
            tell({"rows": told})


asyncio.run(main())
