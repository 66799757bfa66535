"""HTTP requests with limits of time, size and redirections; each failure is one clear line."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import IO

from pipeline.errors import ServiceError, UsageError
from pipeline.reconcile.thresholds import LIMITS, ServiceLimits

_PIECE = 64 * 1024
"""Bytes read at a time, so that a slow answer is noticed between two pieces."""


class _FewRedirects(urllib.request.HTTPRedirectHandler):
    """Follow redirections of a request without a body, never to an insecure address."""

    max_redirections = LIMITS.redirects

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the next request; None: the redirection is reported as an error."""
        is_insecure = req.type == "https" and not newurl.lower().startswith("https:")
        if req.data is not None or is_insecure:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Transport:
    """Requests to a service.

    Args:
        limits: limits of each request.
    """

    def __init__(self, limits: ServiceLimits = LIMITS) -> None:
        self._limits = limits
        self._opener = urllib.request.OpenerDirector()
        # Only these: the usual opener reads local files, too, if an address says so.
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _FewRedirects(),
        ):
            self._opener.add_handler(handler)

    def request(self, address: str, fields: Mapping[str, str] | None = None) -> tuple[str, bytes]:
        """Ask a service.

        Args:
            address: where to ask.
            fields: form fields to post; None: only read the address.

        Returns:
            The address that answered, after redirections, and its answer.

        Raises:
            ServiceError: there is no answer, or it is too slow, too large or an error.
        """
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(
            address, data, {"Accept": "application/json", "User-Agent": "planrows"}
        )
        until = time.monotonic() + self._limits.seconds
        try:
            with self._opener.open(request, timeout=self._limits.seconds) as answer:
                return answer.geturl(), self._read(answer, until)
        except urllib.error.HTTPError as error:
            error.close()
            raise ServiceError(f"{address}: {_status(error)}") from error
        except TimeoutError as error:
            raise self._slow(address) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._slow(address) from error
            # The words of some errors have several lines.
            words = " ".join(str(reason).split()) or type(reason).__name__
            raise ServiceError(
                f"{address}: no answer ({words}); check the address and the connection"
            ) from error

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        data = bytearray()
        while piece := answer.read1(_PIECE):
            data += piece
            if len(data) > self._limits.answer_size:
                size = self._limits.answer_size / 1024 / 1024
                raise ServiceError(
                    f"{answer.geturl()}: the answer is larger than {size:g} MiB; "
                    "ask for fewer candidates with --limit"
                )
            if time.monotonic() > until:
                raise TimeoutError
        if answer.length:
            raise http.client.IncompleteRead(bytes(data), answer.length)
        return bytes(data)

    def _slow(self, address: str) -> ServiceError:
        return ServiceError(
            f"{address}: no whole answer within {self._limits.seconds:g} s; try again later, "
            "or ask for fewer candidates with --limit"
        )


def checked_address(address: str) -> str:
    """Return the address of a service.

    Raises:
        UsageError: it is no address of the web, or holds a password.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or not address.isascii() or any(char <= " " for char in address):
        raise UsageError(
            f"--service {address}: is not the address of a service; name one like https://HOST/PATH"
        )
    if parts.username is not None:
        raise UsageError(f"--service: leave out the name and password before {parts.hostname}")
    return address


def _status(error: urllib.error.HTTPError) -> str:
    """Return what an error status means, and what to do."""
    what = f"answered with status {error.code}"
    if 300 <= error.code < 400:
        target = error.headers.get("Location", "")
        return f"{what}, a redirection to {target}; if you trust it, name it with --service"
    if error.code == 429:
        after = error.headers.get("Retry-After", "")
        return f"{what}, too many requests; try again " + (
            f"after {after} s" if after.isdecimal() else "later"
        )
    if error.code >= 500:
        return f"{what}, a fault of the service; try again later"
    return f"{what}; check the address of the service"
