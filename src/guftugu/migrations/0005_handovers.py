from django.db import migrations, models

import guftugu.rooms.fields


class Migration(migrations.Migration):
    dependencies = [
        ("guftugu", "0004_renderings_hand_overs"),
    ]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="ends",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveField(model_name="handover", name="digest"),
        migrations.AddField(
            model_name="handover",
            name="digest",
            field=guftugu.rooms.fields.SealedField("texts.hand_over.digest", null=True),
        ),
    ]
