"""What was refused becomes a choice among three: at once, once a day, not at all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_invitation")]

    operations = [
        migrations.RemoveConstraint("Unsubscription", "unsubscription_once"),
        migrations.RenameModel("Unsubscription", "Preference"),
        migrations.AlterModelOptions(
            "Preference",
            {
                "ordering": ["address", "kind"],
                "verbose_name": "choix de courriers",
                "verbose_name_plural": "choix de courriers",
            },
        ),
        migrations.AddField(
            "Preference",
            "rhythm",
            models.CharField(
                "quand",
                max_length=10,
                choices=[
                    ("at_once", "tout de suite"),
                    ("daily", "une fois par jour"),
                    ("none", "pas du tout"),
                ],
                default="none",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "Preference",
            models.UniqueConstraint(fields=["address", "kind"], name="preference_once"),
        ),
        migrations.AddConstraint(
            "Preference",
            models.CheckConstraint(
                name="preference_is_a_rhythm",
                condition=models.Q(rhythm__in=["at_once", "daily", "none"]),
            ),
        ),
    ]
