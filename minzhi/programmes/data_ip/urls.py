"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.data_ip import views

app_name = "data_ip"
urlpatterns = [
    path("", views.index, name="room"),
    path("deposit/", views.deposit, name="deposit"),
    path("deposit/offline/", views.offline, name="offline"),
    path("deposit/<str:number>/receipt.txt", views.receipt, name="receipt"),
    path("deposits/", views.deposits, name="deposits"),
    path("publicity/", views.publicity, name="publicity"),
    path("publicity/<str:number>/", views.publicised, name="publicised"),
    path("cases/<uuid:uid>/rules/", views.compare, name="compare"),
    path("cases/<uuid:uid>/quality/", views.quality, name="quality"),
    path("pilot/", views.pilot, name="pilot"),
    path("pilot/<uuid:uid>/", views.work, name="work"),
    path("pilot/<uuid:uid>/publish/", views.publish, name="publish"),
    path("pilot/<uuid:uid>/evidence/<str:sha256>/", views.evidence, name="evidence"),
    path("experience/", views.experience, name="experience"),
    path("experience/<uuid:uid>/<str:sha256>/", views.experience_paper, name="experience_paper"),
]
