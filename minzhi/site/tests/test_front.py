import pytest
from django.urls import resolve, reverse

from minzhi.records.scope.public import is_public
from minzhi.site.views.front import services

pytestmark = pytest.mark.django_db


def test_a_stranger_at_the_door_finds_the_public_services(client):
    assert client.get("/").headers["Location"] == "/public/"


def test_an_officer_finds_his_own_work_at_the_door(signed_in):
    assert signed_in.get("/").status_code == 200


def test_whatever_is_offered_to_the_public_opens_without_a_sign_in(client):
    offered = [reverse(service.address) for service in services()]
    assert [path for path in offered if not is_public(resolve(path).func)] == []
    assert [path for path in offered if client.get(path).status_code != 200] == []


def test_the_front_page_offers_every_service(client):
    page = client.get("/public/").content.decode()
    assert [each.address for each in services() if f'href="{reverse(each.address)}"' not in page] == []
