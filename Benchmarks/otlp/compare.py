"""Rows a second to a collector: `logconfig monitor --type otlp` beside the OpenTelemetry SDK for Python, in one run.

usage: python Benchmarks/otlp/compare.py .build/release/logconfig [rows] [rounds] [http|grpc]

Needs opentelemetry-sdk, opentelemetry-exporter-otlp-proto-http and -grpc, opentelemetry-proto and grpcio. Both send the same rows of five
columns with the same attributes around them to the same collector, a process of its own. What counts is the sender's processor
time: the wall clock ends at the collector, which is Python's. Start-up is measured with no rows and taken off.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

REFERENCE = """
import json, logging, sys
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource
rows, endpoint, protocol = sys.argv[1:]
if protocol == "http":
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    exporter = OTLPLogExporter(endpoint=endpoint)
else:
    from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
    exporter = OTLPLogExporter(endpoint=endpoint, insecure=True)
provider = LoggerProvider(Resource.create({"service.name": "bench:m", "service.instance.id": "v1"}))
# The queue holds every row, so that nothing is dropped.
processor = BatchLogRecordProcessor(exporter, max_queue_size=1 << 20)
provider.add_log_record_processor(processor)
logger = logging.getLogger("bentoml_monitor_data")
logger.setLevel(logging.INFO)
logger.propagate = False
logger.addHandler(LoggingHandler(logger_provider=provider))
meta = {"bento_name": "bench", "bento_version": "v1", "monitor_name": "m", "schema": {
    name: {"name": name, "role": "feature", "type": "numerical"} for name in ("a", "b", "c", "d", "pred")}}
import time
for line in open(rows):
    row = json.loads(line)
    row["timestamp"] = time.time()
    row["request_id"] = "6413930528999883196"
    row["bento_meta"] = meta
    logger.info(row)
provider.force_flush(600_000)
provider.shutdown()
"""


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    tool = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    protocol = sys.argv[4] if len(sys.argv) > 4 else "http"
    here = os.path.dirname(os.path.abspath(__file__))
    script = os.path.join(here, "../../Tests/LogOTLPTests/Receiver/collector.py")
    collector = subprocess.Popen([sys.executable, script, protocol, "--quiet"], stdout=subprocess.PIPE, text=True)
    try:
        with tempfile.TemporaryDirectory() as directory:
            endpoint = f"http://127.0.0.1:{json.loads(collector.stdout.readline())['port']}"
            if protocol == "http":
                endpoint += "/v1/logs"
            rows, none, options = (os.path.join(directory, name) for name in ("rows.jsonl", "none.jsonl", "options.json"))
            with open(rows, "w") as file:
                for number in range(count):
                    row = {"a": number * 0.1, "b": number, "c": -1.5, "d": "category", "pred": "setosa"}
                    file.write(json.dumps(row) + "\n")
            open(none, "w").close()
            with open(options, "w") as file:
                json.dump({"endpoint": endpoint, "protocol": protocol, "drain_timeout": 600}, file)
            senders = {
                "reference": lambda path: [sys.executable, "-c", REFERENCE, path, endpoint, protocol],
                "logconfig": lambda path: [tool, "monitor", "m", path, "--type", "otlp", "--options", options],
            }
            results = {name: [] for name in senders}
            for _ in range(rounds):
                for name, command in senders.items():
                    empty, _ = processor_seconds(command(none))
                    full, wall = processor_seconds(command(rows))
                    results[name].append((full - empty) / count)
                    arrived = 0
                    while arrived < count:
                        arrived += json.loads(collector.stdout.readline())["records"]
                    print(f"{name:10} {(full - empty) / count * 1e9:9.0f} ns a row, {wall:6.2f} s in all", flush=True)
            best = {name: statistics.median(times) for name, times in results.items()}
            for name, seconds in best.items():
                print(f"{name:10} median {1 / seconds:10.0f} rows a second of processor time")
            print(f"ratio      {best['reference'] / best['logconfig']:.1f}")
    finally:
        collector.kill()


main()
