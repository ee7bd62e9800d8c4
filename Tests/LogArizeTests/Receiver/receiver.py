"""A receiver for tests: takes Arize's requests over HTTP and prints what it got, a JSON object a line.

usage: receiver.py [--answers JSON] [--cert FILE --key FILE] [--port N] [--quiet]

Answers are taken one a request, the last one for good: {"status": 503, "retry_after": "1", "body": "…", "delay": 0.5,
"reset": "head" | "request" | "body", "location": "…"}. The first line is {"port": N}.
"""

import argparse
import http.server
import json
import socket
import ssl
import struct
import sys
import threading
import time

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


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        answer = next_answer()
        reset = answer.get("reset")
        if reset == "head":
            tell({"reset": "head"})
            return self.reset()
        length = int(self.headers["Content-Length"])
        if reset == "request":
            self.rfile.read(min(length, 16))
            tell({"reset": "request"})
            return self.reset()
        text = self.rfile.read(length).decode()
        body = json.loads(text)
        if quiet:
            entry = {"prediction_id": body.get("prediction_id")}
        else:
            entry = {
                "at": time.time(),
                "method": self.command,
                "path": self.path,
                "headers": list(self.headers.items()),
                "text": text,
                "body": body,
            }
        if "delay" in answer:
            time.sleep(answer["delay"])
        tell(entry)
        content = answer.get("body", "{}").encode()
        self.send_response(answer.get("status", 200))
        if "retry_after" in answer:
            self.send_header("Retry-After", answer["retry_after"])
        if "location" in answer:
            self.send_header("Location", answer["location"])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content) + (1000 if reset == "body" else 0)))
        self.end_headers()
        self.wfile.write(content)
        if reset == "body":
            self.wfile.flush()
            self.reset()

    def reset(self):
        # Closing with this option sends a reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


parser = argparse.ArgumentParser()
parser.add_argument("--answers", default="[{}]")
parser.add_argument("--cert")
parser.add_argument("--key")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--quiet", action="store_true")
options = parser.parse_args()
answers = json.loads(options.answers)
quiet = options.quiet
server = Server(("127.0.0.1", options.port), Handler)
if options.cert:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.cert, options.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
tell({"port": server.server_address[1]})
server.serve_forever()
