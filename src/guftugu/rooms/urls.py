from __future__ import annotations

from django.urls import path

from guftugu.rooms.views import account, entering, members, rooms, sunsets, trail

app_name = "rooms"
urlpatterns = [
    path("log-in/", entering.log_in, name="log-in"),
    path("log-out/", entering.log_out, name="log-out"),
    path("invitation/<str:secret>/", entering.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/recover/", entering.recover, name="recover"),
    path("account/passphrase/", account.passphrase, name="passphrase"),
    path("account/recovery-code/", account.recovery_code, name="recovery-code"),
    path("account/one-time-codes/", account.one_time_codes, name="one-time-codes"),
    path("account/one-time-codes/stop/", account.stop_codes, name="stop-one-time-codes"),
    path("account/log-out-everywhere/", account.log_out_everywhere, name="log-out-everywhere"),
    path("account/language/", account.language, name="language"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/waiting/", rooms.waiting, name="waiting"),
    path("rooms/queue/", rooms.queue, name="queue"),
    path("rooms/sunsets/", sunsets.sunsets, name="sunsets"),
    path("rooms/sunsets/key-files/<uuid:backup>/", sunsets.tick_key_file, name="tick-key-file"),
    path("rooms/trail/", trail.trail_of_rooms, name="trail"),
    path("rooms/<uuid:room>/", rooms.room, name="room"),
    path("rooms/<uuid:room>/open/", rooms.open_own_caucus, name="open-caucus"),
    path("rooms/<uuid:room>/leave/", members.leave, name="leave"),
    path("rooms/<uuid:room>/let-in/<uuid:account>/", members.let_in, name="let-in"),
    path("rooms/<uuid:room>/turn-away/<uuid:account>/", members.turn_away, name="turn-away"),
    path("rooms/<uuid:room>/put-out/<uuid:account>/", members.put_out, name="put-out"),
    path("rooms/<uuid:room>/sunset/", sunsets.sunset_room, name="sunset-room"),
    path("rooms/<uuid:room>/sunset/<uuid:of>/", sunsets.sunset_shelf, name="sunset-shelf"),
]
