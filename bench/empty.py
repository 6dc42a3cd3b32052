"""The peer of our pages: an empty page, signed in, in a Django project as it is when it is new."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, override_settings
from django.urls import path

from bench.frame import Cost, measure

EMPTY = Template("<!DOCTYPE html><html lang='en'><head><title>-</title></head><body>{{ user }}</body></html>")
MIDDLEWARE = [name for name in settings.MIDDLEWARE if name.startswith("django.")]


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(EMPTY.render(Context({"user": request.user})))


urlpatterns = [path("", page)]


def empty_page(client: Client) -> Cost:
    """Return what the empty page costs a signed-in reader."""
    with override_settings(ROOT_URLCONF="bench.empty", MIDDLEWARE=MIDDLEWARE):
        fresh = Client(SERVER_NAME="127.0.0.1")
        fresh.cookies = client.cookies
        return measure(lambda: fresh.get("/"))
