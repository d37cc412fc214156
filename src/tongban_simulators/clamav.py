"""A virus scanner, played: speaks clamd's INSTREAM and knows one virus, the harmless EICAR.

    tongban-clamav --port 3310
    TONGBAN_ANTIVIRUS=tcp://127.0.0.1:3310 python3 start.py

It shares no code with the platform. Real installations run ClamAV's own clamd.
"""

import socketserver
import struct
from collections.abc import Sequence
from typing import Final

from tongban_simulators.serving import make_parser, run

VIRUS: Final = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
NAME: Final = "Eicar-Test-Signature"
MOST_BYTES: Final = 25 * 1024 * 1024
_LONGEST_COMMAND: Final = 64
_TOO_LARGE: Final = b"INSTREAM size limit exceeded. ERROR\0"


class Asked(socketserver.StreamRequestHandler):
    """One connection, one command, as clamd takes it with a leading z."""

    timeout = 30.0

    def handle(self) -> None:
        """Answer PING and INSTREAM."""
        command = self._command()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM":
            self.wfile.write(self._scan())
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _command(self) -> bytes:
        said = b""
        while len(said) < _LONGEST_COMMAND and (one := self.rfile.read(1)) not in {
            b"",
            b"\0",
        }:
            said += one
        return said

    def _scan(self) -> bytes:
        content = b""
        while size := self._size():
            if len(content) + size > MOST_BYTES:
                return _TOO_LARGE
            content += self.rfile.read(size)
        found = VIRUS in content
        return f"stream: {NAME} FOUND\0".encode() if found else b"stream: OK\0"

    def _size(self) -> int:
        head = self.rfile.read(4)
        return (
            int(struct.unpack("!I", head)[0])
            if len(head) == struct.calcsize("!I")
            else 0
        )


def serve(host: str = "127.0.0.1", port: int = 0) -> socketserver.ThreadingTCPServer:
    """A server that listens already; port 0 takes any that is free."""
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    server = socketserver.ThreadingTCPServer((host, port), Asked)
    server.daemon_threads = True
    return server


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser("病毒扫描模拟器：只认得 EICAR 测试文件。", port=3310)
    said = parser.parse_args(arguments)
    server = serve(said.host, said.port)
    return run(server, "病毒扫描", scheme="tcp")


if __name__ == "__main__":
    raise SystemExit(main())
