"""The settings in mkdocs.yml: what is half filled in, mistyped or unknown is refused, with its remedy."""

import copy
from typing import Any

import pytest

from invented_site import SETTINGS
from retelling_site.content.records import settings
from retelling_site.faults import Fault


def faults(**extra: object) -> list[Fault]:
    """Read the invented site's settings, some of them replaced; gives the faults."""
    whole: dict[str, Any] = {**copy.deepcopy(SETTINGS["extra"]), **extra}
    return settings.read("Name", "https://lock.example/", "What it is.", whole)[1]


@pytest.mark.parametrize("block", [{}, {"name": None, "contact": None}, {"name": "A", "contact": "mailto:a@b.org"}])
def test_a_whole_or_a_blank_publisher_is_accepted(block: object) -> None:
    """Protects a new publisher, who may begin with nothing."""
    assert faults(publisher=block) == []


@pytest.mark.parametrize("block", [{"name": "A"}, {"contact": "mailto:a@b.org"}, {"name": "A", "contact": "a@b.org"}])
def test_a_half_filled_publisher_is_refused(block: object) -> None:
    """Protects readers from a contact that leads nowhere."""
    (fault,) = faults(publisher=block)
    assert fault.file == "mkdocs.yml" and "publisher" in fault.what and "contact: mailto:" in fault.remedy


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        ({"short_name": "A name of more than 16 characters"}, "“extra → short_name” has the wrong form."),
        ({"exit": "http://weather.example/"}, "“extra → exit” has the wrong form."),
        ({"colour": "red"}, "“extra → colour” is not a setting."),
        ({"menu": []}, "“extra → menu” has the wrong form."),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(extra: dict[str, object], what: str) -> None:
    """Protects the publisher of a copy from a slip in the one file that they must edit."""
    (fault,) = faults(**extra)
    assert (fault.file, fault.what) == ("mkdocs.yml", what) and fault.remedy


@pytest.mark.parametrize("url", [None, "", "our.example", "https://", "https://our.example/?a", "ftp://our.example/"])
def test_an_address_that_is_none_is_refused(url: str | None) -> None:
    """Protects readers from feeds, cards and citations that lead nowhere."""
    _, found = settings.read("Name", url, "What it is.", SETTINGS["extra"])
    assert [fault.what for fault in found] == [f"“site_url” is “{url or ''}”, which is not a valid address."]
