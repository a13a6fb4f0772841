"""Who: the tree of units, their names over time, their officials and staff, and who may act for them."""

from datetime import date
from itertools import accumulate

from auditlog.models import AbstractLogEntry
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from lakin.fields import prefix_range
from lakin.rules import in_order, not_blank, not_negative, once, one_of, year_in_range
from units.trail import ChangeManager

code_validator = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$", "Kode unit hanya memakai huruf kecil, angka, dan tanda hubung, misalnya dit-rsa."
)


class User(AbstractUser):
    """A person who signs in; rights come from memberships, never from this row."""

    must_change_password = models.BooleanField(
        "wajib mengganti sandi", default=False, help_text="Pengguna diminta membuat sandi sendiri ketika masuk."
    )

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"


class UnitKind(models.TextChoices):
    MINISTRY = "kementerian", "Kementerian"
    DIRECTORATE_GENERAL = "direktorat_jenderal", "Direktorat Jenderal"
    INSPECTORATE = "inspektorat", "Inspektorat"
    SECRETARIAT = "sekretariat", "Sekretariat"
    DIRECTORATE = "direktorat", "Direktorat"
    CENTRE = "pusat", "Pusat"
    UPT = "sentra", "Sentra/UPT"
    SUBDIVISION = "subbagian", "Bagian/Subbagian"
    FUNCTIONAL_GROUP = "kelompok_jabatan_fungsional", "Kelompok Jabatan Fungsional"
    WORKING_TEAM = "tim_kerja", "Tim Kerja"
    OTHER = "lainnya", "Lainnya"


class UnitQuerySet(models.QuerySet):
    def below(self, unit):
        """The unit itself and everything under it."""
        first, beyond = prefix_range(unit.path)
        return self.filter(path__gte=first, path__lt=beyond)

    def above(self, unit):
        """The unit itself and its ancestors, root first."""
        return self.filter(path__in=unit.paths_above).order_by("path")


def paths_above(path: str) -> list[str]:
    """The paths above a path and itself, the root's first."""
    return [f"{above}/" for above in accumulate(path.rstrip("/").split("/"), "{}/{}".format)]


class Unit(models.Model):
    """One unit of the tree; `path` is the codes from the root down, each followed by a slash."""

    code = models.SlugField("kode", max_length=60, unique=True, validators=[code_validator])
    name = models.CharField("nama", max_length=250)
    short_name = models.CharField("nama singkat", max_length=80, blank=True)
    kind = models.CharField("jenis", max_length=30, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="unit induk"
    )
    path = models.CharField("jalur", max_length=500, unique=True, editable=False)
    order = models.PositiveIntegerField("urutan", default=0)
    echelon = models.CharField("eselon", max_length=10, blank=True)
    head_position = models.CharField("jabatan kepala", max_length=200, blank=True)
    address = models.CharField("alamat", max_length=300, blank=True)
    city = models.CharField("kota", max_length=100, blank=True)
    email = models.EmailField("surel", blank=True)
    phone = models.CharField("telepon", max_length=60, blank=True)
    legal_basis = models.CharField("dasar hukum organisasi", max_length=400, blank=True)
    note = models.TextField("catatan", blank=True)
    is_active = models.BooleanField("aktif", default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        ordering = ["path"]
        constraints = [
            not_blank("unit_name_filled", "name", "Nama unit wajib diisi."),
            one_of("unit_kind_known", "kind", UnitKind, "Jenis unit tidak dikenal."),
            models.CheckConstraint(
                name="unit_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                violation_error_message="Unit tidak boleh menjadi induknya sendiri.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **kwargs):
        """Places the unit in the tree; when it moved, everything below moves along."""
        if update_fields is not None:
            if not {"code", "parent", "parent_id"} & set(update_fields):
                return super().save(*args, update_fields=update_fields, **kwargs)
            update_fields = {*update_fields, "path"}
        with transaction.atomic():
            before = self.stored_path() if self.pk else None
            self.path = (self.parent.path if self.parent else "") + f"{self.code}/"
            super().save(*args, update_fields=update_fields, **kwargs)
            if before and before != self.path:
                self.carry_along(before)
        return None

    def carry_along(self, before):
        """Moves everything below from the former path to the present one."""
        below = type(self).objects.filter(path__startswith=before).exclude(pk=self.pk)
        for unit in below:
            unit.path = self.path + unit.path.removeprefix(before)
        type(self).objects.bulk_update(below, ["path"], batch_size=500)

    @property
    def label(self):
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def depth(self):
        return self.path.count("/")

    @property
    def paths_above(self):
        """The paths of its ancestors and its own, the root's first."""
        return paths_above(self.path)

    def clean(self):
        if self.parent and self.pk and self.parent.path.startswith(self.stored_path() or "\0"):
            raise ValidationError({"parent": "Unit induk tidak boleh berada di bawah unit ini sendiri."})

    def stored_path(self):
        """The path as the database has it; None for a new unit."""
        return type(self).objects.filter(pk=self.pk).values_list("path", flat=True).first()


class UnitName(models.Model):
    """A name a unit carried before or carries now; former names must not slip into a new report."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="unit")
    name = models.CharField("nama", max_length=250)
    short_name = models.CharField("nama singkat", max_length=80, blank=True)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    legal_basis = models.CharField("dasar hukum", max_length=400, blank=True)

    class Meta:
        verbose_name = "riwayat nama unit"
        verbose_name_plural = "riwayat nama unit"
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="unitname_once",
                fields=["unit", "name"],
                violation_error_message="Nama ini sudah tercatat untuk unit yang sama.",
            ),
            in_order(
                "unitname_period_order",
                "valid_from",
                "valid_until",
                "Tanggal akhir berlaku tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self):
        return self.name


class OfficialStatus(models.TextChoices):
    PERMANENT = "definitif", "Definitif"
    ACTING = "plt", "Plt."
    DAILY = "plh", "Plh."


class Official(models.Model):
    """A person who held a position of the unit for a period; unknown dates stay empty."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="officials", verbose_name="unit")
    position = models.CharField("jabatan", max_length=200)
    name = models.CharField("nama", max_length=150)
    nip = models.CharField(
        "NIP", max_length=18, blank=True, validators=[RegexValidator(r"^\d{18}$", "NIP terdiri dari 18 angka.")]
    )
    status = models.CharField("status", max_length=10, choices=OfficialStatus, default=OfficialStatus.PERMANENT)
    started_on = models.DateField("mulai menjabat", null=True, blank=True)
    ended_on = models.DateField("selesai menjabat", null=True, blank=True)

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["unit", "position", "started_on"]
        constraints = [
            not_blank("official_name_filled", "name", "Nama pejabat wajib diisi."),
            one_of("official_status_known", "status", OfficialStatus, "Status pejabat tidak dikenal."),
            once(
                "official_once",
                *("unit", "position", "name", "started_on"),
                empty={"started_on": date.min},
                message="Pejabat ini sudah tercatat pada jabatan dan tanggal mulai yang sama.",
            ),
            in_order(
                "official_period_order",
                "started_on",
                "ended_on",
                "Tanggal selesai menjabat tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.position}"


class FunctionKind(models.TextChoices):
    TASK = "tugas", "Tugas"
    FUNCTION = "fungsi", "Fungsi"
    SPECIAL = "tugas_khusus", "Tugas khusus"


class UnitFunction(models.Model):
    """One task or function of a unit, in the order of its legal basis."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="functions", verbose_name="unit")
    kind = models.CharField("jenis", max_length=15, choices=FunctionKind)
    order = models.PositiveIntegerField("urutan")
    text = models.TextField("uraian")

    class Meta:
        verbose_name = "tugas dan fungsi"
        verbose_name_plural = "tugas dan fungsi"
        ordering = ["unit", "kind", "order"]
        constraints = [
            one_of("unitfunction_kind_known", "kind", FunctionKind, "Pilih tugas, fungsi, atau tugas khusus."),
            not_blank("unitfunction_text_filled", "text", "Uraian tugas atau fungsi wajib diisi."),
            models.UniqueConstraint(
                name="unitfunction_order_once",
                fields=["unit", "kind", "order"],
                violation_error_message="Nomor urut tugas atau fungsi ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.text


class StaffCount(models.Model):
    """A head count of one group at one year's end; an unreadable or unknown count stays empty."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="staff_counts", verbose_name="unit")
    year = models.PositiveSmallIntegerField("tahun")
    group = models.CharField("pengelompokan", max_length=80, help_text="Misalnya jenis kelamin atau pendidikan.")
    order = models.PositiveIntegerField("urutan", default=0)
    name = models.CharField("kelompok", max_length=120)
    count = models.PositiveIntegerField("jumlah pegawai", null=True, blank=True)
    is_total = models.BooleanField("jumlah seluruhnya", default=False)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "jumlah pegawai"
        verbose_name_plural = "jumlah pegawai"
        ordering = ["unit", "year", "group", "order"]
        constraints = [
            year_in_range("staffcount_year_range"),
            not_negative("staffcount_not_negative", "count", "Jumlah pegawai tidak boleh negatif."),
            models.UniqueConstraint(
                name="staffcount_once",
                fields=["unit", "year", "group", "name"],
                violation_error_message="Kelompok pegawai ini sudah tercatat untuk tahun yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.name}"


class Role(models.TextChoices):
    PLANNER = "perencana", "Perencana"
    REPORTER = "pengisi", "Pengisi"
    VERIFIER = "verifikator", "Verifikator"
    LEADER = "pimpinan", "Pimpinan"
    REVIEWER = "pereviu", "Pereviu (APIP)"
    ADMINISTRATOR = "administrator", "Administrator"


class Membership(models.Model):
    """A user's role in a unit; every role but the reporter's reaches the whole subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="pengguna")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships", verbose_name="unit")
    role = models.CharField("peran", max_length=15, choices=Role)

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"
        ordering = ["user", "unit", "role"]
        constraints = [
            one_of("membership_role_known", "role", Role, "Peran tidak dikenal."),
            models.UniqueConstraint(
                name="membership_once",
                fields=["user", "unit", "role"],
                violation_error_message="Pengguna ini sudah mempunyai peran tersebut di unit yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.user} sebagai {self.get_role_display()} di {self.unit}"


class Notice(models.Model):
    """A message in a person's inbox; `key` says what it is about, so that the same thing is never told twice."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="untuk")
    key = models.CharField("kunci", max_length=160)
    subject = models.CharField("perihal", max_length=200)
    text = models.TextField("isi", blank=True)
    url = models.CharField("alamat halaman", max_length=300, blank=True)
    created_at = models.DateTimeField("waktu", auto_now_add=True)
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    mailed_at = models.DateTimeField("dikirim lewat surel", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["user", "-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]
        constraints = [
            models.UniqueConstraint(
                name="notice_once",
                fields=["user", "key"],
                violation_error_message="Pemberitahuan ini sudah ada bagi pengguna yang sama.",
            )
        ]

    def __str__(self):
        return self.subject


class Change(AbstractLogEntry):
    """One entry of the trail: who created, changed or deleted a row, when, and what stood there before."""

    # Redefined without the indexes that nothing here reads by and every import would pay for.
    content_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="+", verbose_name="jenis data", db_index=False
    )
    object_pk = models.CharField("kunci baris sebagai teks", max_length=255)
    object_id = models.BigIntegerField("kunci baris", null=True, blank=True)
    action = models.PositiveSmallIntegerField("tindakan", choices=AbstractLogEntry.Action.choices)
    cid = models.CharField("kunci permintaan", max_length=255, null=True, blank=True)  # noqa: DJ001 - as the base has it
    timestamp = models.DateTimeField("waktu", default=timezone.now)
    # Without a constraint, since an entry outlives the unit, and a unit is deleted together with what hangs on it.
    unit = models.ForeignKey(
        Unit,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="unit",
        db_constraint=False,
        db_index=False,
    )
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    person = models.CharField("nama pengguna saat itu", max_length=460, blank=True)
    note = models.CharField("bagian dari", max_length=200, blank=True)

    objects = ChangeManager()

    class Meta:
        verbose_name = "riwayat perubahan"
        verbose_name_plural = "riwayat perubahan"
        ordering = ["-timestamp", "-pk"]
        indexes = [
            models.Index(fields=["-timestamp", "-id"], name="change_newest"),
            models.Index(fields=["unit", "-timestamp", "-id"], name="change_of_unit"),
            models.Index(fields=["content_type", "object_id", "-timestamp"], name="change_of_row"),
        ]

    def __str__(self):
        return f"{self.object_repr} ({self.timestamp:%Y-%m-%d %H:%M})"

    def save(self, *args, **kwargs):
        """Enters it once; what is entered stays."""
        if not self._state.adding:
            raise TypeError("Entri riwayat tidak dapat diubah.")
        super().save(*args, **kwargs)
