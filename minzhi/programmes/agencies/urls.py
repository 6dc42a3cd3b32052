"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.agencies.views import (
    campaigns,
    directory,
    grading,
    online,
    own,
    registers,
    reports,
    rooms,
    trade,
)

app_name = "agencies"
urlpatterns = [
    path("", rooms.index, name="room"),
    path("find-rented/", rooms.find_rented, name="find_rented"),
    path("register/", registers.index, name="register"),
    path("register/<uuid:uid>/", registers.agency, name="agency"),
    path("register/<uuid:uid>/report/", reports.file, name="file_report"),
    path("attorneys/<uuid:uid>/", registers.attorney, name="attorney"),
    path("seasons/", reports.seasons, name="seasons"),
    path("seasons/<uuid:uid>/", reports.season, name="season"),
    path("reports/", reports.index, name="reports"),
    path("reports/<uuid:uid>/", reports.report, name="report"),
    path("reports/<uuid:uid>/files/<int:number>/", reports.attached, name="report_file"),
    path("grades/", grading.index, name="grades"),
    path("checks/", grading.checks, name="checks"),
    path("shared/", grading.shared, name="shared"),
    path("campaigns/<uuid:uid>/", campaigns.campaign, name="campaign"),
    path("self-checks/<uuid:uid>/", campaigns.self_check, name="self_check"),
    path("trainings/", trade.trainings, name="trainings"),
    path("conducts/", trade.conducts, name="conducts"),
    path("promises/<uuid:uid>/", trade.broken, name="promise"),
    path("register/<uuid:uid>/code/", online.code, name="code"),
    path("submissions/", online.index, name="submissions"),
    path("submissions/<uuid:uid>/", online.submission, name="submission"),
    path("submissions/<uuid:uid>/files/<int:number>/", online.attached, name="submission_file"),
    path("own/", own.own, name="own"),
    path("own/report/", own.report, name="own_report"),
    path("own/self-checks/<int:number>/", own.self_check, name="own_self_check"),
    path("own/cases/<int:number>/<slug:name>/", own.answer, name="own_answer"),
    path("directory/", directory.index, name="directory"),
    path("directory/<slug:kind>/<slug:number>/", directory.profile, name="profile"),
]
