from django.db import migrations, models


def keep_the_last_said(apps, schema_editor):
    """Two at once could write the same source twice: the last typed stays, with a reason if one had it."""
    declared = apps.get_model('reporting', 'DeclaredFigure')
    kept = {}
    for row in declared.objects.order_by('-pk'):
        last = kept.setdefault((row.code, row.year, row.as_of, row.source), row)
        if last is row:
            continue
        if row.gap_note and not last.gap_note:
            last.gap_note = row.gap_note
            last.save(update_fields=['gap_note'])
        row.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0003_room_for_large_sums'),
    ]

    operations = [
        migrations.RunPython(keep_the_last_said, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='declaredfigure',
            constraint=models.UniqueConstraint(condition=models.Q(('as_of__isnull', True)), fields=('code', 'year', 'source'), name='declared_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='declaredfigure',
            constraint=models.UniqueConstraint(condition=models.Q(('as_of__isnull', False)), fields=('code', 'year', 'source', 'as_of'), name='declared_once_a_day'),
        ),
    ]
