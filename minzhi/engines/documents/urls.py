"""Addresses of papers and their templates."""

from django.urls import path

from minzhi.engines.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="documents"),
    path("templates/", views.templates, name="templates"),
    path("templates/<str:kind>/", views.template, name="template"),
    path("templates/<str:kind>/word/", views.template_file, name="template_file"),
    path("<uuid:uid>/", views.document, name="document"),
    path("<uuid:uid>/issue/", views.issue, name="issue"),
    path("<uuid:uid>/label/", views.relabel, name="label"),
    path("<uuid:uid>/render/", views.render_again, name="render"),
    path("<uuid:uid>/archive/", views.archive, name="archive"),
    path("<uuid:uid>/<slug:form>/", views.file, name="file"),
]
