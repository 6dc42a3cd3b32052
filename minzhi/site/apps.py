from django.apps import AppConfig


class Site(AppConfig):
    name = "minzhi.site"
