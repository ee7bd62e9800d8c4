"""Becomes Rotel, a collector that shares no code with this library nor with the official packages, on two free ports.

usage: rotel.py ENDPOINT DIRECTORY

What it takes it hands on to the collector at ENDPOINT over HTTP; it keeps a file in DIRECTORY. The line before it begins is
{"port": N, "grpc": N}: the ports of OTLP over HTTP and over gRPC, which may not listen yet.
"""

import json
import os
import socket
import sys

import rotel

endpoint, directory = sys.argv[1:]
holders = [socket.socket() for _ in range(2)]
for holder in holders:
    holder.bind(("127.0.0.1", 0))
http, grpc = (holder.getsockname()[1] for holder in holders)
for holder in holders:
    holder.close()
print(json.dumps({"port": http, "grpc": grpc}), flush=True)
agent = os.path.join(os.path.dirname(rotel.__file__), "rotel-agent")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
os.execv(
    agent,
    [agent, "start", "--pid-file", os.path.join(directory, "pid")]
    + ["--otlp-http-endpoint", f"127.0.0.1:{http}", "--otlp-grpc-endpoint", f"127.0.0.1:{grpc}"]
    + ["--exporter", "otlp", "--otlp-exporter-endpoint", endpoint, "--otlp-exporter-protocol", "http"],
)
