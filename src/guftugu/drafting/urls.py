from __future__ import annotations

from django.urls import path

from guftugu.drafting.verbs import THINGS, VERBS
from guftugu.drafting.views import (
    consolidating,
    files,
    final,
    joint_texts,
    languages,
    packs,
    passages,
    provenance,
    rendering,
    rounds,
    stances,
)
from guftugu.rooms.verbs import name_things, word
from guftugu.texts.files import FORMATS

word(VERBS)
name_things(THINGS)

OF_DIALOGUE = "<int:dialogue>/joint/"
JOINT = f"{OF_DIALOGUE}<uuid:jointtext>/"
ROUND = f"{OF_DIALOGUE}rounds/<uuid:round>/"

app_name = "drafting"
urlpatterns = [
    path(OF_DIALOGUE, joint_texts.joint_texts, name="joint-texts"),
    path(f"{OF_DIALOGUE}new/", joint_texts.begin, name="begin"),
    path(f"{OF_DIALOGUE}to-render/", rendering.to_render, name="to-render"),
    path(f"{OF_DIALOGUE}to-render/<uuid:proposaltorender>/", rendering.render_one, name="render-one"),
    path(JOINT, joint_texts.joint_text, name="joint-text"),
    path(f"{JOINT}areas/", joint_texts.areas, name="areas"),
    path(f"{JOINT}areas/<uuid:area>/", joint_texts.area, name="area"),
    path(f"{JOINT}open/", joint_texts.open_passages, name="open-passages"),
    path(f"{JOINT}round/", rounds.open_round, name="open-round"),
    path(f"{JOINT}circulate/", rounds.circulate, name="circulate"),
    path(f"{JOINT}send/", languages.send, name="send-draft"),
    path(f"{JOINT}follow/", languages.follow, name="pass-renderings"),
    path(f"{JOINT}words/", provenance.every_word, name="every-word"),
    path(f"{JOINT}files/", files.files, name="files"),
    *(
        path(
            f"{JOINT}files/<int:number>/columns{suffix}",
            files.columns,
            {"suffix": suffix[1:]},
            name=f"export-columns-{suffix[1:]}",
        )
        for suffix in FORMATS
    ),
    path(f"{JOINT}files/tracked.docx", files.tracked, name="tracked"),
    path(f"{JOINT}files/hands.docx", files.tracked_with_hands, name="tracked-with-hands"),
    *(
        path(
            f"{JOINT}files/<int:number>/{name}{suffix}",
            files.draft,
            {"suffix": suffix[1:], "cites": name == "draft"},
            name=f"export-{name}-{suffix[1:]}",
        )
        for name in ("draft", "words")
        for suffix in FORMATS
    ),
    path(f"{JOINT}stances/", stances.stances, name="stances"),
    path(f"{JOINT}finish/", stances.finish, name="finish"),
    path(f"{JOINT}final/", final.final, name="final"),
    *(
        path(f"{JOINT}final/text{suffix}", final.export_final, {"suffix": suffix[1:]}, name=f"export-{suffix[1:]}")
        for suffix in FORMATS
    ),
    path(ROUND, rounds.round_page, name="round"),
    path(f"{ROUND}passages/<uuid:passage>/", passages.passage, name="passage"),
    path(f"{ROUND}wordings/<uuid:wording>/settle/", passages.settle, name="settle"),
    path(f"{ROUND}release/", rounds.release, name="release"),
    path(f"{ROUND}pack.docx", packs.pack, name="pack"),
    path(f"{ROUND}return/", packs.bring_back, name="bring-back"),
    path(f"{ROUND}open/", rounds.open_releases, name="open-releases"),
    path(f"{ROUND}consolidate/", consolidating.consolidate, name="consolidate"),
    path(f"{ROUND}send/", rendering.send, name="send-proposals"),
    *(
        path(f"{ROUND}print{suffix}", files.print_of_round, {"suffix": suffix[1:]}, name=f"print-{suffix[1:]}")
        for suffix in FORMATS
    ),
    *(path(f"{ROUND}ours.{suffix}", files.ours, {"suffix": suffix}, name=f"ours-{suffix}") for suffix in files.PAPER),
    path(f"{ROUND}close/", rounds.close_round, name="close-round"),
]
