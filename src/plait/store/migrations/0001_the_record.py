"""The record's tables; before them the application's role, which owns nothing, and the extension dated rows need."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from plait.store.row_security import make_role


def make_application_role(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(make_role(settings.DATABASES["default"]["USER"]))


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        # Going back leaves the role: other databases of the same server may use it.
        migrations.RunPython(make_application_role, migrations.RunPython.noop),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("email", models.CharField(blank=True, default="", max_length=254)),
                ("registration_body", models.CharField(blank=True, default="", max_length=40)),
                ("registration_number", models.CharField(blank=True, default="", max_length=40)),
                ("version", models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("data", models.BinaryField()),
                ("status", models.CharField(max_length=12)),
                ("true_from", models.DateField()),
                ("corrects_past", models.BooleanField(default=False)),
                ("leaves_out", models.BooleanField(default=False)),
                (
                    "whole_registers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("revision", models.BigIntegerField(default=0)),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("stage", models.CharField(blank=True, default="", max_length=80)),
                ("wants_stop", models.BooleanField(default=False)),
                ("failure", models.CharField(blank=True, default="", max_length=500)),
                ("version", models.IntegerField(default=1)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undoings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=255)),
                ("sheet", models.CharField(max_length=40)),
                ("new", models.IntegerField(default=0)),
                ("changed", models.IntegerField(default=0)),
                ("unchanged", models.IntegerField(default=0)),
                ("rejected", models.IntegerField(default=0)),
                ("absent", models.IntegerField(default=0)),
                (
                    "unused_headings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("imported", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.import")),
            ],
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("employee_number", models.CharField(max_length=40)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.person")),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Competency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("family", models.CharField(max_length=200)),
                ("viewpoint", models.CharField(max_length=12)),
                ("description", models.TextField(blank=True, default="")),
                ("awareness", models.TextField(blank=True, default="")),
                ("working", models.TextField(blank=True, default="")),
                ("practitioner", models.TextField(blank=True, default="")),
                ("expert", models.TextField(blank=True, default="")),
                ("framework", models.CharField(blank=True, default="", max_length=80)),
                (
                    "also_called",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("family", models.CharField(blank=True, default="", max_length=200)),
                (
                    "met_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.employment"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True, default="")),
                ("outcome", models.CharField(blank=True, default="", max_length=500)),
                ("phase", models.CharField(max_length=12)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.employment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("is_invented", models.BooleanField(default=False)),
                ("team_least", models.PositiveSmallIntegerField(default=5)),
                ("team_most", models.PositiveSmallIntegerField(default=9)),
                ("revision", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("team_least__lte", models.F("team_most"))), name="trust_team_sizes"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.CharField(blank=True, default="", max_length=500)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.team"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.service"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
                ("record_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="StagedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.IntegerField(null=True)),
                ("outcome", models.CharField(max_length=10)),
                ("label", models.CharField(max_length=400)),
                ("values", models.JSONField(null=True)),
                ("before", models.JSONField(null=True)),
                ("problems", models.JSONField(null=True)),
                ("sheet", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.importedsheet")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="StaffGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("viewpoint", models.CharField(max_length=12)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddField(
            model_name="service",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("released_on", models.DateField()),
                ("name", models.CharField(max_length=200)),
                ("visible", models.BooleanField(default=True)),
                ("accepted_by", models.CharField(blank=True, default="", max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("band", models.CharField(blank=True, default="", max_length=40)),
                ("budgeted_wte", models.DecimalField(decimal_places=5, max_digits=9)),
                ("department", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.department")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "staff_group",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.staffgroup"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField()),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("wte", models.DecimalField(blank=True, decimal_places=5, max_digits=9, null=True)),
                ("priority", models.PositiveSmallIntegerField(default=3)),
                ("competency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.competency")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("service", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.service")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=6)),
                ("part", models.CharField(blank=True, default="", max_length=200)),
                ("viewpoint", models.CharField(blank=True, default="", max_length=12)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("joined", models.DateField()),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddField(
            model_name="importedsheet",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.AddField(
            model_name="import",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField()),
                ("since", models.DateField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("competency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.competency")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="confirmations",
                        to="store.employment",
                    ),
                ),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=60)),
                ("on", models.DateField()),
                ("revision", models.BigIntegerField()),
                ("rules", models.CharField(max_length=20)),
                ("verdict", models.CharField(max_length=20)),
                ("sentence", models.TextField()),
                ("detail", models.JSONField(default=dict)),
                ("judged_at", models.DateTimeField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="FeedDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=40)),
                ("confirmed_on", models.DateField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor_name", models.CharField(max_length=200)),
                ("action", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=40)),
                ("record_id", models.BigIntegerField(null=True)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("request", models.CharField(blank=True, default="", max_length=40)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "imported",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.import"),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.trust")),
            ],
        ),
        migrations.AddField(
            model_name="employment",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.CreateModel(
            name="Dependency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("what", models.CharField(max_length=200)),
                ("hard", models.BooleanField(default=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "on_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waited_for_by", to="store.team"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddField(
            model_name="department",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.AddField(
            model_name="competency",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.CreateModel(
            name="CommunityMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("community", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.community")),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddField(
            model_name="community",
            name="trust",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust"),
        ),
        migrations.CreateModel(
            name="ColumnMap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("sheet", models.CharField(max_length=40)),
                ("signature", models.CharField(max_length=64)),
                ("columns", models.JSONField()),
                ("words", models.JSONField(default=dict)),
                ("version", models.IntegerField(default=1)),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("job_title", models.CharField(blank=True, default="", max_length=200)),
                ("profession", models.CharField(blank=True, default="", max_length=200)),
                ("viewpoint", models.CharField(blank=True, default="", max_length=12)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=6)),
                ("band", models.CharField(blank=True, default="", max_length=40)),
                ("point", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("department", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.department")),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="store.employment",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.post"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.site"
                    ),
                ),
                ("staff_group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.staffgroup")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=8)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("version", models.IntegerField(default=1)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                (
                    "employment",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.employment"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="team_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="team_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("trust", "user", "key"), name="submission_once"),
        ),
        migrations.AddIndex(
            model_name="stagedrow",
            index=models.Index(fields=["sheet", "outcome", "id"], name="staged_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="staffgroup",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="staffgroup_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="site_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="service_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="service_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("team", "released_on", "name"), name="release_once"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("number"), function="lower"), name="post_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="post_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="need_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("service", "competency"), name="need_once"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__isnull", True), ("wte__isnull", True), _connector="XOR"),
                name="need_people_or_wte",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="membership_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("team_id", "="),
                    ("employment_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="membership_never_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("viewpoint", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="membership_viewpoint_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="holding_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("employment_id", "="),
                    ("competency_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="holding_never_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(condition=models.Q(("level__range", (1, 4))), name="holding_level"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("trust", "question", "on"), name="finding_once"),
        ),
        migrations.AddConstraint(
            model_name="feeddate",
            constraint=models.UniqueConstraint(fields=("trust", "sheet"), name="feeddate_once"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["trust", "kind", "record_id", "id"], name="event_of_record"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["imported", "id"], name="event_of_import"),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.UniqueConstraint(
                models.F("trust"),
                models.Func(models.F("employee_number"), function="lower"),
                name="employment_one_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="employment_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="dependency_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=models.UniqueConstraint(fields=("team", "on_team", "what"), name="dependency_once"),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=models.CheckConstraint(
                condition=models.Q(("team", models.F("on_team")), _negated=True), name="dependency_on_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="department_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="competency",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="competency_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="communitymember",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="communitymember_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="communitymember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("community_id", "="),
                    ("employment_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="communitymember_never_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="community_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="community_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnmap",
            constraint=models.UniqueConstraint(fields=("trust", "signature"), name="columnmap_once"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="assignment_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("employment_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="assignment_never_twice",
            ),
        ),
    ]
