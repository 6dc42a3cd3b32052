"""Addresses of the search; all public but saving."""

from django.urls import path, register_converter

from minzhi.engines.search.views import rights, searching, strategies


class Form:
    """The forms in which answers can be taken away."""

    regex = "xlsx|csv|ris|json|bibtex"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Form, "form")
app_name = "search"
urlpatterns = [
    path("rights/", searching.index, name="index"),
    path("rights/expert/", searching.expert, name="expert"),
    path("rights/batch/", searching.run_batch, name="batch"),
    path("rights/compare/", rights.compare, name="compare"),
    path("rights/export.<form:form>", searching.export, name="export"),
    path("rights/<uuid:uid>/", rights.show, name="right"),
    path("s/save/", strategies.save, name="save"),
    path("s/<str:code>/", strategies.show, name="strategy"),
    path("s/<str:code>/reword/", strategies.reword, name="reword"),
]
