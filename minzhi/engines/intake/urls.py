"""Addresses of intake."""

from django.urls import path

from minzhi.engines.intake.views import forms, sheets

app_name = "intake"
urlpatterns = [
    path("", sheets.index, name="index"),
    path("send/<str:key>/", sheets.send, name="send"),
    path("blank/<str:key>/", sheets.blank_sheet, name="blank"),
    path("forms/", forms.index, name="forms"),
    path("forms/new/", forms.new, name="new_form"),
    path("forms/<uuid:uid>/", forms.show, name="form"),
    path("forms/<uuid:uid>/send/", forms.send, name="send_form"),
    path("tasks/<uuid:uid>/", forms.task, name="task"),
    path("tasks/<uuid:uid>/finish/", forms.finish, name="finish"),
    path("tasks/<uuid:uid>/withdraw/", forms.withdraw, name="withdraw"),
    path("<uuid:uid>/", sheets.sheet, name="sheet"),
    path("<uuid:uid>/progress/", sheets.progress, name="progress"),
    path("<uuid:uid>/columns/", sheets.confirm, name="confirm"),
    path("<uuid:uid>/heading/", sheets.head, name="head"),
    path("<uuid:uid>/marked/", sheets.marked_sheet, name="marked"),
    path("<uuid:uid>/lines/<int:number>/", sheets.mend, name="mend"),
    path("<uuid:uid>/<slug:act>/", sheets.act, name="act"),
]
