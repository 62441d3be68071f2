from __future__ import annotations

from typing import TYPE_CHECKING

from guftugu.drafting.models import FinalWords

if TYPE_CHECKING:
    from guftugu.drafting.models import JointText
    from guftugu.rooms.viewer import Viewer
    from guftugu.texts.lookups.renderings import Tongue


def digests(viewer: Viewer, joint: JointText) -> dict[Tongue, str]:
    """Of a final text, by language. For who reads it."""
    final = joint.final
    if final is None or not viewer.may_read(final.room_id):
        return {}
    rows = FinalWords.objects.filter(joint_text=joint).values_list("language", "script", "digest")
    lead = (joint.text.language, joint.text.script)
    return {lead: joint.digest} | {(language, script): digest for language, script, digest in rows}
