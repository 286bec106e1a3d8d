"""Answers to requests: who may ask, for what, and with what around it.

A page of a stranger, open in the same browser, may send requests here: it does not know the token, its
origin is another one, and a name that it has led here (DNS rebinding) stands in `Host`.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, unquote

from baocao.features.page.watching.shelf import PAGE, Resource, Shelf

ADDRESS: Final = "127.0.0.1"
SCREEN, STATE, CHOICE = "", "doi", "chon"
"""Names below the token: the screen, what changed, and which document is shown."""
PATIENCE: Final = 20.0
"""Seconds that a browser waits for a change before it asks again."""
_PAGE_PATIENCE: Final = 120.0
_LONGEST_CHOICE: Final = 300
_LONGEST_QUERY: Final = 4000
_REFUSALS: Final = 400
"""From this code on an answer refuses."""
_METHODS: Final = ("GET", "HEAD")
_OWN_SITES: Final = frozenset({"none", "same-origin"})
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_REFUSED: Final = (
    "Không được phép: địa chỉ này chỉ dành cho trình duyệt trên chính máy đang chạy baocao watch.\n"
)
_UNKNOWN: Final = "Không có gì ở địa chỉ này; chép lại địa chỉ mà baocao watch đã in.\n"
_LATER: Final = "Trang đang được lập; tải lại sau ít giây.\n"
_METHOD: Final = "Ở đây chỉ xem, không gửi gì lên.\n"


class Serving(NamedTuple):
    """What requests are answered from: the token, the port, the resources, and whom to tell of wishes."""

    token: str
    port: int
    shelf: Shelf
    tell: Callable[[Mapping[str, Any]], None]

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the server may be asked."""
        return frozenset({f"{ADDRESS}:{self.port}", f"localhost:{self.port}"})


class Answerer(BaseHTTPRequestHandler):
    """Answers one connection; `serving` is set by whoever makes the class for a server."""

    protocol_version = "HTTP/1.1"
    server_version = "baocao"
    sys_version = ""
    # Seconds in which a browser of this machine has said what it wants, or goes.
    timeout = 10.0
    serving: Serving

    def do_GET(self) -> None:
        """Answer, or refuse."""
        if not self._is_allowed():
            self._send_text(403, _REFUSED)
            return
        name, query = self._asked_name()
        if name is None:
            self._send_text(404, _UNKNOWN)
        elif name == STATE:
            self._send_state(query)
        elif name == CHOICE:
            self._take_choice(query)
        else:
            self._send_named(name)

    do_HEAD = do_GET  # noqa: N815 - the name that the standard library looks for

    def send_error(self, code: int, *_: object) -> None:
        """Answer what is no request, or one that changes something, without saying more than that."""
        self.close_connection = True
        if self.command and self.command not in _METHODS:
            self._send_text(405 if self._is_allowed() else 403, _METHOD, {"Allow": ", ".join(_METHODS)})
        else:
            self._send_text(int(code), _UNKNOWN)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to what is built, and paths have the token in them."""

    def _is_allowed(self) -> bool:
        """Tell whether the request comes from the browser of whoever sees the terminal, by its headers."""
        headers, hosts = getattr(self, "headers", None), self.serving.hosts
        if headers is None or headers.get_all("Host", []) not in [[host] for host in hosts]:
            return False
        origins = headers.get_all("Origin", [])
        sites = headers.get_all("Sec-Fetch-Site", [])
        own = [f"http://{headers['Host']}"]
        return origins in ([], own) and _OWN_SITES.issuperset(sites)

    def _has_body(self) -> bool:
        """Tell whether something follows that nobody reads: it would be taken for the next request."""
        headers = getattr(self, "headers", None) or {}
        return "Transfer-Encoding" in headers or headers.get("Content-Length", "0") != "0"

    def _asked_name(self) -> tuple[str | None, Mapping[str, str]]:
        """Return the name behind the token, None for a wrong one, and what is asked of it."""
        path, _, query = self.path.partition("?")
        start, token, *rest = f"{path}//".split("/", 2)
        known = hmac.compare_digest(token.encode("utf-8", "replace"), self.serving.token.encode())
        if start or not known:
            return None, {}
        asked = {key: values[-1] for key, values in parse_qs(query[:_LONGEST_QUERY]).items()}
        return unquote(rest[0].removesuffix("//").removesuffix("/") if rest else ""), asked

    def _send_named(self, name: str) -> None:
        shelf = self.serving.shelf
        if name == PAGE:
            found = shelf.fresh_resource(PAGE, _PAGE_PATIENCE, lambda: self.serving.tell({"wants": PAGE}))
            if found is None:
                self._send_text(503, _LATER, {"Retry-After": "5"})
                return
        else:
            found = shelf.resource_of(name) or shelf.file_of(name)
        if found is None:
            self._send_text(404, _UNKNOWN)
        else:
            self._send_resource(found)

    def _send_state(self, query: Mapping[str, str]) -> None:
        told = query.get("tu", "")
        version = int(told) if told.isascii() and told.isdecimal() and len(told) < len("999999999") else -1
        state = self.serving.shelf.state_after(version, PATIENCE)
        data = json.dumps(state, ensure_ascii=False).encode()
        self._send_resource(Resource("application/json; charset=utf-8", _NOTHING, data))

    def _take_choice(self, query: Mapping[str, str]) -> None:
        self.serving.tell({"chosen": query.get("van-ban", "")[:_LONGEST_CHOICE]})
        self._send_text(303, "", {"Location": "./"})

    def _send_text(self, code: int, text: str, more: Mapping[str, str] | None = None) -> None:
        resource = Resource("text/plain; charset=utf-8", _NOTHING, text.encode())
        self._send_resource(resource, code, more)

    def _send_resource(
        self, resource: Resource, code: int = 200, more: Mapping[str, str] | None = None
    ) -> None:
        # What was refused keeps no place: a stranger's page could fill them all.
        self.close_connection |= code >= _REFUSALS or self._has_body()
        self.send_response(code)
        attached = {"Content-Disposition": "attachment"} if resource.attached else {}
        headers = {
            **_ALWAYS,
            "Content-Type": resource.media_type,
            "Content-Security-Policy": resource.policy,
            "Content-Length": str(len(resource.data)),
            **attached,
            **({"Connection": "close"} if self.close_connection else {}),
            **(more or {}),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(resource.data)
