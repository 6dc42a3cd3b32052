"""Addresses of intake."""

from django.urls import path

from minzhi.engines.intake.views import arrivals, forms

app_name = "intake"
urlpatterns = [
    path("", arrivals.index, name="index"),
    path("send/<str:key>/", arrivals.send, name="send"),
    path("blank/<str:key>/", arrivals.blank_sheet, name="blank"),
    path("forms/", forms.index, name="forms"),
    path("forms/new/", forms.new, name="new_form"),
    path("forms/<uuid:uid>/", forms.show, name="form"),
    path("forms/<uuid:uid>/send/", forms.send, name="send_form"),
    path("tasks/<uuid:uid>/", forms.task, name="task"),
    path("tasks/<uuid:uid>/finish/", forms.finish, name="finish"),
    path("tasks/<uuid:uid>/withdraw/", forms.withdraw, name="withdraw"),
    path("rows/<uuid:uid>/withdraw/", forms.withdraw_row, name="withdraw_row"),
    path("<uuid:uid>/", arrivals.arrival, name="arrival"),
    path("<uuid:uid>/progress/", arrivals.progress, name="progress"),
    path("<uuid:uid>/columns/", arrivals.confirm, name="confirm"),
    path("<uuid:uid>/heading/", arrivals.head, name="head"),
    path("<uuid:uid>/marked/", arrivals.marked_sheet, name="marked"),
    path("<uuid:uid>/lines/<int:number>/", arrivals.mend, name="mend"),
    path("<uuid:uid>/<slug:act>/", arrivals.act, name="act"),
]
