from django.conf import settings
from django.db import migrations, models

# The order of a statement, the findings that refuted it as it was seeded, and those that do now. What an administrator
# changed meanwhile stays as it is.
TIED = (
    (5, "", "analisis-kosong/5 bagian-kosong/langkah-perbaikan"),
    (
        8,
        "realisasi-tanpa-hitungan angka-tanpa-data bukti-berulang rujukan-narasi",
        "realisasi-tanpa-hitungan angka-tanpa-data bukti-berulang bukti-tidak-ada angka-narasi-tanpa-sumber "
        "rujukan-narasi",
    ),
    (
        14,
        "pk-tidak-ada target-tercetak indikator-dihapus pk-urutan pk-alasan",
        "pk-tidak-ada target-tercetak indikator-dihapus pk-urutan pk-tahun pk-alasan",
    ),
    (20, "", "analisis-kosong/2 analisis-kosong/3 analisis-kosong/4"),
)


def tie(apps, schema_editor):
    ChecklistItem = apps.get_model("reports", "ChecklistItem")
    for order, before, after in TIED:
        ChecklistItem.objects.filter(order=order, rules=before).update(rules=after)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_checklist'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='renderjob',
            name='renderjob_one_answer',
        ),
        migrations.AddField(
            model_name='renderjob',
            name='action',
            field=models.CharField(blank=True, choices=[('clear', 'Dinyatakan telah direviu'), ('finalize', 'Difinalkan')], max_length=10, verbose_name='langkah'),
        ),
        migrations.AddField(
            model_name='renderjob',
            name='note',
            field=models.TextField(blank=True, verbose_name='catatan'),
        ),
        migrations.AddField(
            model_name='renderjob',
            name='part',
            field=models.SlugField(blank=True, help_text='Kosong untuk laporan utuh.', max_length=60, verbose_name='bab'),
        ),
        migrations.AlterField(
            model_name='renderjob',
            name='form',
            field=models.CharField(blank=True, max_length=4, verbose_name='format'),
        ),
        migrations.AddConstraint(
            model_name='renderjob',
            constraint=models.UniqueConstraint(condition=models.Q(('action', ''), models.Q(('state', 'failed'), _negated=True)), fields=('report', 'form', 'part', 'content_hash'), name='renderjob_one_answer', violation_error_message='Berkas dengan isi yang sama sudah diminta.'),
        ),
        migrations.AddConstraint(
            model_name='renderjob',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('action', ''), _negated=True), ('state__in', ('waiting', 'running'))), fields=('report',), name='renderjob_one_move', violation_error_message='Sebuah langkah laporan ini sedang dikerjakan.'),
        ),
        migrations.AddConstraint(
            model_name='renderjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', ''), models.Q(('action', ''), _negated=True)), models.Q(models.Q(('form', ''), _negated=True), ('action', '')), _connector='OR'), name='renderjob_file_or_move', violation_error_message='Permintaan menyebut format berkas atau langkah, salah satu.'),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
