"""Who may ask the server of `watch`, and for what: a stranger's page in the same browser may not."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from baocao.features.page.watching.server import RefusedPortError, Server
from watched import Answer, asked

TOKEN = "mot-day-ky-tu-ngau-nhien"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("out") / "2025-11"
    folder.mkdir()
    (folder / "bao-cao.docx").write_bytes(b"PK")
    (folder.parent / "mat.txt").write_text("mật", encoding="utf-8")
    (folder / "lien-ket.docx").symlink_to(folder.parent / "mat.txt")
    with Server(TOKEN, 0, folder) as started:
        started.give_out("", "text/html; charset=utf-8", "default-src 'none'", "Màn hình".encode())
        names = ("bao-cao.docx", "lien-ket.docx", "khong-co.docx")
        started.list_files({name: str(folder.resolve() / name) for name in names})
        started.tell_state({"version": 7, "busy": False, "preview": ""})
        while asked(started.port, f"/{TOKEN}/doi?tu=0").text.count("7") != 1:
            pass
        yield started


def answer_to(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    return asked(server.port, path, method, **headers)


def test_the_screen_is_there_below_the_token_and_nowhere_else(server: Server) -> None:
    assert answer_to(server, f"/{TOKEN}/").text == "Màn hình"
    for path in ("/", "/x/", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", f"/x/{TOKEN}/", f"{TOKEN}/"):
        assert answer_to(server, path).code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "XYZ"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    answer = answer_to(server, f"/{TOKEN}/", method)
    assert (answer.code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_what_is_asked_for_its_head_only_has_no_body(server: Server) -> None:
    answer = answer_to(server, f"/{TOKEN}/", "HEAD")
    assert (answer.code, answer.body, answer.headers["content-length"]) == (
        200,
        b"",
        str(len("Màn hình".encode())),
    )


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
        "",
        "0:{port}",
    ],
)
def test_another_host_is_refused_so_that_no_name_can_be_led_here(server: Server, host: str) -> None:
    answer = answer_to(server, f"/{TOKEN}/", host=host.format(port=server.port))
    assert answer.code == 403
    assert "Màn hình" not in answer.text


def test_two_hosts_or_none_are_refused(server: Server) -> None:
    own = f"Host: 127.0.0.1:{server.port}\r\n"
    for hosts in (own * 2, ""):
        with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
            request = f"GET /{TOKEN}/ HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"
            connection.sendall(request.encode())
            assert connection.makefile("rb").read().split()[1] == b"403"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"]
)
def test_another_origin_is_refused(server: Server, origin: str) -> None:
    assert answer_to(server, f"/{TOKEN}/", Origin=origin.format(port=server.port)).code == 403


def test_the_own_origin_and_both_names_of_this_machine_are_served(server: Server) -> None:
    for name in ("127.0.0.1", "localhost"):
        own = f"{name}:{server.port}"
        answer = answer_to(
            server, f"/{TOKEN}/", host=own, Origin=f"http://{own}", Sec_Fetch_Site="same-origin"
        )
        assert answer.code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_makes_a_browser_ask_is_refused(server: Server, site: str) -> None:
    assert answer_to(server, f"/{TOKEN}/", Sec_Fetch_Site=site).code == 403


@pytest.mark.parametrize(
    "name",
    [
        "../mat.txt",
        "..%2fmat.txt",
        "%2e%2e/mat.txt",
        "..%5cmat.txt",
        "lien-ket.docx",
        "khong-co.docx",
        "manifest.json",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "bao-cao.docx%00.txt",
        "bao-cao.docx/../../mat.txt",
        "a" * 5000,
    ],
)
def test_nothing_but_what_a_build_lists_is_read_and_no_link_is_followed(server: Server, name: str) -> None:
    answer = answer_to(server, f"/{TOKEN}/{name}")
    assert answer.code == 404
    assert "mật" not in answer.text


def test_a_document_of_the_build_is_saved_and_not_shown(server: Server) -> None:
    answer = answer_to(server, f"/{TOKEN}/bao-cao.docx")
    assert (answer.body, answer.headers["content-disposition"]) == (b"PK", "attachment")


def test_every_answer_forbids_what_no_answer_needs(server: Server) -> None:
    for path in (f"/{TOKEN}/", f"/{TOKEN}/doi?tu=0", f"/{TOKEN}/bao-cao.docx", "/"):
        headers = answer_to(server, path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "Python" not in headers["server"]
        assert TOKEN not in str(headers)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 400, "%00", "%D9%A3"])
def test_a_strange_version_is_answered_at_once(server: Server, version: str) -> None:
    assert (
        answer_to(server, f"/{TOKEN}/doi?tu={version}").text
        == '{"version": 7, "busy": false, "preview": ""}'
    )


def test_what_is_no_request_ends_the_connection_and_not_the_server(server: Server) -> None:
    for noise in (
        b"\x16\x03\x01\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"A" * 70_000 + b"\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
            connection.sendall(noise)
            connection.shutdown(socket.SHUT_WR)
            assert b"200" not in connection.makefile("rb").read()[:20]
    assert answer_to(server, f"/{TOKEN}/").code == 200


def said_on_one_connection(server: Server, requests: str) -> bytes:
    """Return all that is answered until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        connection.sendall(requests.encode())
        return connection.makefile("rb").read()


@pytest.mark.parametrize(
    "start", ["GET /x/ HTTP/1.1\r\nHost: evil.example\r\n", "GET /x/ HTTP/1.1\r\n{host}"]
)
def test_whoever_is_refused_keeps_no_connection(server: Server, start: str) -> None:
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    said = said_on_one_connection(server, start.format(host=host) + "\r\n")
    assert b"Connection: close" in said


@pytest.mark.parametrize(
    "head", ["Content-Length: {length}", "Transfer-Encoding: chunked", "Content-Length: x"]
)
def test_what_follows_a_request_is_no_other_request(server: Server, head: str) -> None:
    start = f"Host: 127.0.0.1:{server.port}\r\n"
    inner = f"GET /{TOKEN}/doi?tu=0 HTTP/1.1\r\n{start}\r\n"
    outer = f"GET /{TOKEN}/ HTTP/1.1\r\n{start}{head.format(length=len(inner))}\r\n\r\n"
    said = said_on_one_connection(server, outer + inner)
    assert said.count(b"HTTP/1.1 ") == 1


@pytest.mark.thorough  # idle connections are waited for
def test_many_strangers_leave_room_for_the_browser(server: Server) -> None:
    strangers = [socket.create_connection(("127.0.0.1", server.port), 10) for _ in range(150)]
    for stranger in strangers:
        with suppress(OSError):
            stranger.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    for stranger in strangers:
        with suppress(OSError):
            stranger.makefile("rb").read()
    assert answer_to(server, f"/{TOKEN}/").code == 200
    for stranger in strangers:
        stranger.close()


@pytest.mark.parametrize("query", ["&".join(f"a{n}=1" for n in range(5000)), "van-ban=" + "%41" * 9000])
def test_a_long_question_is_answered(server: Server, query: str) -> None:
    assert answer_to(server, f"/{TOKEN}/chon?{query}").code == 303
    chosen = next(server.wishes(10))["chosen"]
    assert len(chosen) <= 300


def test_a_choice_is_told_to_the_builder_and_leads_back_to_the_screen(server: Server) -> None:
    answer = answer_to(server, f"/{TOKEN}/chon?van-ban=xa-mot_bao-cao_cd")
    assert (answer.code, answer.headers["location"]) == (303, "./")
    assert {"chosen": "xa-mot_bao-cao_cd"}.items() <= {**next(server.wishes(10))}.items()


def test_a_port_that_somebody_has_is_refused(server: Server, tmp_path: Path) -> None:
    second = Server(TOKEN, server.port, tmp_path)
    with pytest.raises(RefusedPortError), second:
        pass


def test_whoever_waits_for_the_page_gets_it_once_it_is_made(tmp_path: Path) -> None:
    with Server(TOKEN, 0, tmp_path) as own:
        own.tell_state({"version": 1})
        with socket.create_connection(("127.0.0.1", own.port), 10) as connection:
            host = f"Host: 127.0.0.1:{own.port}\r\nConnection: close\r\n\r\n"
            connection.sendall(f"GET /{TOKEN}/trang.html HTTP/1.1\r\n{host}".encode())
            assert next(own.wishes(10))["wants"] == "trang.html"
            own.give_out("trang.html", "text/html", "default-src 'none'", b"moi")
            assert connection.makefile("rb").read().endswith(b"moi")
