"""Who may call: nobody but the page that this server showed, and programs that know the token."""

import asyncio
import secrets
from collections.abc import Iterable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What the page may load and do: nothing but what comes from here, and no script in its HTML."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

OWN_SITE = {"same-origin", "none"}
"""`Sec-Fetch-Site` of our own page's calls, and of an address typed or clicked in a terminal.

"same-site" is another port of this computer: another program's page.
"""

MOST_BYTES = 64 * 1024
"""Of a request's body: a few hundred settings."""


MOST_DRAINED = 256 * 1024 * 1024
"""Of a body that is too large: who is cut off while sending gets no answer, so it is read away."""

PAUSE = 1.0
"""Seconds that are waited for more of such a body."""


class Guard:
    """Lets through only what may call, and says to browsers what an answer may be used for.

    `hosts` are the names that the server is called by, port included; a request has at most so
    many bytes. A token in the URL is taken for the page alone, and then kept in a cookie.
    """

    def __init__(
        self, app: ASGIApp, token: str, hosts: Iterable[str], cookie: str, most: int = MOST_BYTES
    ) -> None:
        self._app = app
        self._most = most
        self._token = token.encode()
        self._hosts = frozenset(hosts)
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        code = self._refusal(scope, headers)
        app = self._app if code is None else PlainTextResponse(REASONS[code], status_code=code)
        shows_page = code is None and self._is_known(_in_query(scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                written = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    written[name] = value
                written.setdefault("Cache-Control", "no-store")
                if shows_page and scope["path"] == "/":
                    written["Set-Cookie"] = self._set_cookie()
            await send(message)

        if code == 413:
            await _drain(receive)
        await app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope, headers: Headers) -> int | None:
        """The status that refuses a call; None for one that may come in."""
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return 421
        origins = headers.getlist("origin")
        if any(origin not in {f"http://{host}" for host in self._hosts} for origin in origins):
            return 403
        if any(site not in OWN_SITE for site in headers.getlist("sec-fetch-site")):
            return 403
        if not any(self._is_known(token) for token in self._tokens(scope, headers)):
            return 403
        length = headers.get("content-length", "0")
        return 413 if not length.isdecimal() or int(length) > self._most else None

    def _tokens(self, scope: Scope, headers: Headers) -> Iterable[str]:
        yield headers.get("x-token", "")
        yield _in_cookie(headers.get("cookie", ""), self._cookie)
        if scope["path"] == "/":
            yield _in_query(scope)

    def _is_known(self, token: str) -> bool:
        return secrets.compare_digest(token.encode("utf-8", "replace"), self._token)

    def _set_cookie(self) -> str:
        return f"{self._cookie}={self._token.decode()}; HttpOnly; SameSite=Strict; Path=/"


REASONS = {
    421: "This server answers to its own address only.",
    403: "Open the preview by the address that the command prints.",
    413: "That is too much at once.",
}


async def _drain(receive: Receive) -> None:
    """Read a body away, as long as it comes."""
    length, more = 0, True
    with suppress(TimeoutError):
        while more and length <= MOST_DRAINED:
            message = await asyncio.wait_for(receive(), PAUSE)
            length += len(message.get("body", b""))
            more = message.get("more_body", False)


def _in_query(scope: Scope) -> str:
    try:
        found = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20)
    except ValueError:
        return ""
    return str(found.get("token", [""])[0])


def _in_cookie(header: str, name: str) -> str:
    try:
        cookie = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return "" if cookie is None else str(cookie.value)
