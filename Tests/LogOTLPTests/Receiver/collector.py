"""A collector for tests: takes OTLP over HTTP or gRPC and prints what it got, a JSON object a line.

Built on the official opentelemetry-proto and grpcio, so that an encoding error of ours cannot hide behind one of our own.

usage: collector.py http|grpc [--answers JSON] [--cert FILE --key FILE [--client-ca FILE]] [--port N] [--quiet]

Answers are taken one a request, the last one for good: {"status": 503, "retry_after": "1", "rejected": 2, "message": "…",
"delay": 0.5, "reset": "head" | "body" | "answer", "padding": 9, "location": "…"} over HTTP, {"code": "UNAVAILABLE", "retry_delay": 0.2, …} over gRPC.
The first line is {"port": N}.
"""

import argparse
import base64
import gzip
import http.server
import json
import socket
import ssl
import struct
import sys
import threading
import time

from google.protobuf import any_pb2, duration_pb2
from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2 as service

lock = threading.Lock()
answers = [{}]
quiet = False


def next_answer():
    with lock:
        return answers.pop(0) if len(answers) > 1 else answers[0]


def tell(entry):
    with lock:
        sys.stdout.write(json.dumps(entry) + "\n")
        sys.stdout.flush()


def record_count(request):
    return sum(len(s.log_records) for r in request.resource_logs for s in r.scope_logs)


def describe(request, **rest):
    entry = {"records": record_count(request)}
    if not quiet:
        entry.update(rest, message=MessageToDict(request))
    return entry


def response(answer):
    message = service.ExportLogsServiceResponse()
    if "rejected" in answer or "message" in answer:
        message.partial_success.rejected_log_records = answer.get("rejected", 0)
        message.partial_success.error_message = answer.get("message", "")
    return message


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        answer = next_answer()
        if answer.get("reset") == "head":
            tell({"reset": "head"})
            return self.reset()
        length = int(self.headers["Content-Length"])
        if answer.get("reset") == "body":
            self.rfile.read(min(length, 16))
            tell({"reset": "body"})
            return self.reset()
        body = self.rfile.read(length)
        encoding = self.headers.get("Content-Encoding", "")
        data = gzip.decompress(body) if encoding == "gzip" else body
        request = service.ExportLogsServiceRequest.FromString(data)
        status = answer.get("status", 200)
        entry = describe(
            request,
            at=time.time(),
            path=self.path,
            headers=[[k.lower(), v] for k, v in self.headers.items()],
            bytes=length,
            status=status,
        )
        # Deterministic encoding by another library: ours must be the same bytes.
        entry["canonical"] = request.SerializeToString() == data
        if "delay" in answer:
            time.sleep(answer["delay"])
        tell(entry)
        content = response(answer).SerializeToString() + bytes(answer.get("padding", 0))
        breaks_off = answer.get("reset") == "answer"
        self.send_response(status)
        if "retry_after" in answer:
            self.send_header("Retry-After", answer["retry_after"])
        if "location" in answer:
            self.send_header("Location", answer["location"])
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(content) + (1000 if breaks_off else 0)))
        self.end_headers()
        self.wfile.write(content)
        if breaks_off:
            self.wfile.flush()
            self.reset()

    def reset(self):
        # Closing with unread data, and with this option, sends a reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


def serve_http(options):
    server = Server(("127.0.0.1", options.port), Handler)
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        if options.client_ca:
            context.load_verify_locations(options.client_ca)
            context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True)
    tell({"port": server.server_address[1]})
    server.serve_forever()


def retry_status(code, answer):
    """google.rpc.Status with RetryInfo, written by hand: its package is not among those installed."""
    delay = duration_pb2.Duration()
    delay.FromTimedelta(__import__("datetime").timedelta(seconds=answer["retry_delay"]))
    encoded = delay.SerializeToString()
    info = b"\x0a" + bytes([len(encoded)]) + encoded
    detail = any_pb2.Any(type_url="type.googleapis.com/google.rpc.RetryInfo", value=info).SerializeToString()
    text = answer.get("message", "").encode()
    return bytes([0x08, code]) + b"\x12" + bytes([len(text)]) + text + b"\x1a" + bytes([len(detail)]) + detail


def serve_grpc(options):
    from concurrent import futures

    import grpc
    from opentelemetry.proto.collector.logs.v1 import logs_service_pb2_grpc as stubs

    class Service(stubs.LogsServiceServicer):
        def Export(self, request, context):
            answer = next_answer()
            code = answer.get("code", "OK")
            entry = describe(
                request,
                at=time.time(),
                headers=[[k, v if isinstance(v, str) else base64.b64encode(v).decode()] for k, v in context.invocation_metadata()],
                code=code,
            )
            if "delay" in answer:
                time.sleep(answer["delay"])
            tell(entry)
            if code != "OK":
                status = getattr(grpc.StatusCode, code)
                if "retry_delay" in answer:
                    context.set_trailing_metadata((("grpc-status-details-bin", retry_status(status.value[0], answer)),))
                context.abort(status, answer.get("message", ""))
            return response(answer)

    server = grpc.server(futures.ThreadPoolExecutor(4))
    stubs.add_LogsServiceServicer_to_server(Service(), server)
    if options.cert:
        read = lambda path: open(path, "rb").read()
        ca = read(options.client_ca) if options.client_ca else None
        credentials = grpc.ssl_server_credentials([(read(options.key), read(options.cert))], ca, ca is not None)
        port = server.add_secure_port(f"localhost:{options.port}", credentials)
    else:
        port = server.add_insecure_port(f"127.0.0.1:{options.port}")
    server.start()
    tell({"port": port})
    server.wait_for_termination()


parser = argparse.ArgumentParser()
parser.add_argument("transport", choices=["http", "grpc"])
parser.add_argument("--answers", default="[{}]")
parser.add_argument("--cert")
parser.add_argument("--key")
parser.add_argument("--client-ca")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--quiet", action="store_true")
options = parser.parse_args()
answers = json.loads(options.answers)
quiet = options.quiet
(serve_http if options.transport == "http" else serve_grpc)(options)
