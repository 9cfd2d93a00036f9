"""A mail server on loopback that takes what it is given, and says what a test wants it to say."""

import re
import socketserver
import threading
import time
from contextlib import contextmanager


class Taking(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            command = line.decode().split(" ")[0].strip().upper()[:4]
            said = self.server.says(line.decode().strip())
            if said == "hang up":
                return
            if command == "MAIL":
                self.to = []
            if command == "RCPT" and not said:
                self.to.append(re.search(r"<(.*?)>", line.decode())[1])
            if command == "DATA" and not said:
                self.say("354 go on")
                said = self.take()
                if said == "hang up":
                    return
            self.say(said or {"QUIT": "221 bye"}.get(command, "250 fine"))
            if command == "QUIT":
                return

    def take(self):
        data = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            data += line.removeprefix(b".") if line.startswith(b"..") else line
        if not line:
            return "hang up"  # whoever sent it ended in the middle
        said = self.server.says("a whole mail")
        if not said or said == "hang up":
            self.server.taken.append((self.to[0], data))
            time.sleep(self.server.pause_s)
        return said

    def say(self, said):
        self.wfile.write(f"{said}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    pause_s = 0.0

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken, self.says, self.port = [], lambda line: None, self.server_address[1]

    def handle_error(self, request, client_address):
        """A client that was killed."""


@contextmanager
def mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(5)
