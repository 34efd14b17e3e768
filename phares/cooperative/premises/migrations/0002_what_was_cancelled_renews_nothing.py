from django.db import migrations


def forget(apps, schema_editor):
    """A renewal cancelled before it began left the first agreement renewed for ever."""
    apps.get_model("premises", "Lease").objects.filter(state="cancelled").update(renews=None)


class Migration(migrations.Migration):
    dependencies = [("premises", "0001_initial")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
