"""Pages lead to lines on the host of the repository, and to nothing that anybody could have slipped in."""

import pytest

from baocao.source.web_addresses import NO_ADDRESS, NO_HOLES, UNKNOWN_HOST, link_pattern

OWN = "https://git.tinh.gov.vn/kho/xem?tep={tep}&ban={commit}#d{dong}"


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ("https://github.com/nhom/kho", "https://github.com/nhom/kho/blob/{commit}/{tep}#L{dong}"),
        ("https://github.com/nhom/kho.git/", "https://github.com/nhom/kho/blob/{commit}/{tep}#L{dong}"),
        (
            "https://gitlab.tinh.gov.vn:8443/so/nhom/kho",
            "https://gitlab.tinh.gov.vn:8443/so/nhom/kho/-/blob/{commit}/{tep}#L{dong}",
        ),
        ("https://codeberg.org/n/k", "https://codeberg.org/n/k/src/commit/{commit}/{tep}#L{dong}"),
        (
            "https://forgejo.so.gov.vn/n/k",
            "https://forgejo.so.gov.vn/n/k/src/commit/{commit}/{tep}#L{dong}",
        ),
        ("https://bitbucket.org/n/k", "https://bitbucket.org/n/k/src/{commit}/{tep}#lines-{dong}"),
        (OWN, OWN),
    ],
)
def test_the_address_of_a_repository_means_a_pattern_of_links(address: str, pattern: str) -> None:
    assert link_pattern(address) == (pattern, "")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("javascript:alert(1)//https://github.com", NO_ADDRESS),
        ("http://github.com/nhom/kho", NO_ADDRESS),
        ("//github.com/nhom/kho", NO_ADDRESS),
        ("https://an:matkhau@github.com/nhom/kho", NO_ADDRESS),
        ('https://github.com/nhom/kho"onclick="x', NO_ADDRESS),
        ("https://github.com/nhom/<kho>", NO_ADDRESS),
        ("https://github.com/nhom kho", NO_ADDRESS),
        ("https://github.com\\@kho.example/nhom", NO_ADDRESS),
        ("https:///nhom/kho", NO_ADDRESS),
        ("https://[::1]/kho", NO_ADDRESS),
        ("https://gïthub.com/nhom/kho", NO_ADDRESS),
        ("https://{commit}.example/{tep}/{dong}", NO_ADDRESS),
        ("https://github.com:999999/nhom/kho", NO_ADDRESS),
        (f"https://github.com/{'x' * 500}", NO_ADDRESS),
        ("https://git.tinh.gov.vn/{commit}/{tep}", NO_HOLES),
        ("https://git.tinh.gov.vn/{commit}/{tep}/{dong}/{dong}", NO_HOLES),
        ("https://git.tinh.gov.vn/{commit}/{tep}/{dong}/{x}", NO_HOLES),
        ("https://git.tinh.gov.vn/nhom/kho", UNKNOWN_HOST),
        ("https://github.com.example/nhom/kho?x", UNKNOWN_HOST),
        ("https://notgithub.com/nhom/kho", UNKNOWN_HOST),
    ],
)
def test_whatever_else_is_written_is_refused_and_told(address: str, why: str) -> None:
    assert link_pattern(address) == ("", why)
