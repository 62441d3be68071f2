from __future__ import annotations

from django.urls import path

from guftugu.look import views

app_name = "look"
urlpatterns = [
    path("", views.parts, name="parts"),
    path("confirm/", views.confirm, name="confirm"),
]
