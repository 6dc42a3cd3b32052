"""Addresses of the registers, the log's files, and the check of a certificate: all public."""

from django.urls import path

from minzhi.engines.register import views

app_name = "register"
urlpatterns = [
    path("registers/", views.index, name="registers"),
    path("registers/elsewhere/", views.elsewhere, name="elsewhere"),
    path("registers/elsewhere/<uuid:uid>/", views.mirrored, name="mirrored"),
    path("registers/elsewhere/<uuid:uid>/receipt.json", views.mirrored_receipt, name="mirrored_receipt"),
    path("registers/<slug:register>/", views.register, name="register"),
    path("registers/<slug:register>/<str:number>/", views.entry, name="entry"),
    path("registers/<slug:register>/<str:number>/receipt.json", views.receipt, name="receipt"),
    path("registers/<slug:register>/<str:number>/certificate.pdf", views.certificate, name="certificate"),
    path("verify/", views.verify, name="verify"),
    path("verify/offline/", views.offline, name="offline"),
    path("log/<path:name>", views.log, name="log"),
]
