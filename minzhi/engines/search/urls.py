"""Addresses of the search; all public but saving."""

from django.urls import path, register_converter

from minzhi.engines.search.views import beside, classes, rights, searching, strategies


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
    path("rights/classes/", classes.classes, name="classes"),
    path("rights/compare/", rights.compare, name="compare"),
    path("rights/figures/", beside.figures, name="figures"),
    path("rights/numbers/", beside.numbers, name="numbers"),
    path("rights/names/", beside.names, name="names"),
    path("rights/names/rule/", beside.rule, name="rule"),
    path("rights/names/<uuid:uid>/undo/", beside.unrule, name="unrule"),
    path("rights/<uuid:uid>/right.pdf", beside.as_pdf, name="pdf"),
    path("rights/export.<form:form>", searching.export, name="export"),
    path("rights/<uuid:uid>/", rights.show, name="right"),
    path("s/save/", strategies.save, name="save"),
    path("s/<str:code>/", strategies.show, name="strategy"),
    path("s/<str:code>/follow/", beside.follow, name="follow"),
    path("subjects/", beside.subject_list, name="subjects"),
    path("subjects/open/", beside.open_subject, name="open_subject"),
    path("subjects/<str:code>/", beside.subject, name="subject"),
    path("subjects/<str:code>/branch/", beside.add_branch, name="add_branch"),
    path("subjects/<str:code>/count/", beside.count_subject, name="count_subject"),
    path("s/<str:code>/reword/", strategies.reword, name="reword"),
]
