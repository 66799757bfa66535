"""An S3 server on this machine, and the environment that leads clients to it."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import fsspec
import pytest
from moto.server import ThreadedMotoServer

BUCKET = "plans"


@contextmanager
def s3_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Start a server with one bucket, and give a client of it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "NO_PROXY": "127.0.0.1",
    }.items():
        monkeypatch.setenv(name, value)
    try:
        # Buckets outlive a server in the same process.
        reset = urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")
        urllib.request.urlopen(reset).close()
        client = boto3.client("s3")
        client.create_bucket(Bucket=BUCKET)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        yield client
    finally:
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        server.stop()
