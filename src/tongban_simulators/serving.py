"""What simulators have in common: they answer, say where they listen, and stop with Ctrl+C."""

import argparse
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer


class Answering(BaseHTTPRequestHandler):
    """Answers with bytes of a kind, and writes down nothing of what it was asked."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name of the standard library
        """Say nothing: what is asked may hold codes or names."""

    def send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        """The whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def make_parser(description: str, *, port: int) -> argparse.ArgumentParser:
    """The options that each of them has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--host", default="127.0.0.1", help="只在本机听。")
    parser.add_argument("--port", type=int, default=port)
    return parser


def run(server: TCPServer, name: str, *, scheme: str = "http") -> int:
    """Serve until Ctrl+C; `name` is what people call it."""
    host, port = str(server.server_address[0]), server.server_address[1]
    sys.stdout.write(f"{name}（模拟器）：{scheme}://{host}:{port}，Ctrl+C 停下。\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.stdout.write("已停止。\n")
    finally:
        server.server_close()
    return 0
