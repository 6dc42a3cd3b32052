"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.navigation.views import books, documents, reading, rooms

app_name = "navigation"
urlpatterns = [
    path("", rooms.index, name="room"),
    path("projects/", rooms.project_list, name="projects"),
    path("shared/", rooms.shared, name="shared"),
    path("results/", rooms.results, name="results"),
    path("results/<str:number>/", rooms.result, name="result"),
    path("bases/", rooms.base_register, name="bases"),
    path("bases/<uuid:uid>/confirm/", rooms.confirm, name="confirm"),
    path("bases/<uuid:uid>/end/", rooms.end, name="end"),
    path("projects/<uuid:uid>/", books.book, name="book"),
    path("projects/<uuid:uid>/documents/", documents.page, name="documents"),
    path("projects/<uuid:uid>/run/", books.run, name="run"),
    path("projects/<uuid:uid>/fork/", books.fork, name="fork"),
    path("projects/<uuid:uid>/form.json", books.exchange, name="exchange"),
    path("projects/<uuid:uid>/report/", reading.report, name="report"),
    path("projects/<uuid:uid>/report.docx", reading.report_word, name="report_word"),
    path("projects/<uuid:uid>/measure/", reading.measure, name="measure"),
    path("nodes/<uuid:uid>/", books.node, name="node"),
    path("runs/<uuid:uid>/", reading.analysis, name="analysis"),
    path("samples/<uuid:uid>/", reading.sample, name="sample"),
    path("drawn/<uuid:uid>/", reading.judge, name="judge"),
    path("twins/<uuid:uid>/", books.explain, name="explain"),
]
