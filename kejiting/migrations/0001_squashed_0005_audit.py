"""What the migrations up to 0005 make of an empty base, at once: a new installation is there in a tenth of the time."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from kejiting.runtime.create_tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('kejiting', '0001_initial_passwords'), ('kejiting', '0002_follows'), ('kejiting', '0003_saved_views'), ('kejiting', '0004_last_visits'), ('kejiting', '0005_audit')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='InitialPassword',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                ],
                options={
                    'verbose_name': '初始密码',
                    'verbose_name_plural': '初始密码',
                },
            ),
            migrations.CreateModel(
                name='NewsFeed',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('identity', models.UUIDField(default=uuid.uuid4)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                ],
                options={
                    'verbose_name': '订阅地址',
                    'verbose_name_plural': '订阅地址',
                },
            ),
            migrations.CreateModel(
                name='Follow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('delegate', '提出人'), ('topic', '主题'), ('indicator', '指标'), ('commitment', '承诺'), ('search', '检索')], max_length=10, verbose_name='种类')),
                    ('subject', models.CharField(max_length=2000, verbose_name='关注什么')),
                    ('since', models.DateTimeField(auto_now_add=True, verbose_name='关注时间')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                ],
                options={
                    'verbose_name': '关注',
                    'verbose_name_plural': '关注',
                    'ordering': ('-since', '-pk'),
                    'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'subject'), name='follow_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['delegate', 'topic', 'indicator', 'commitment', 'search'])), name='follow_kind_known')],
                },
            ),
            migrations.CreateModel(
                name='OwnOffice',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='own_office', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('code', models.CharField(max_length=60, verbose_name='代字')),
                ],
                options={
                    'verbose_name': '本处室',
                    'verbose_name_plural': '本处室',
                    'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='own_office_named')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('listing', models.CharField(max_length=40, verbose_name='名单')),
                    ('query', models.CharField(max_length=2000, verbose_name='条件')),
                    ('name', models.CharField(max_length=40, verbose_name='名称')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '常用条件',
                    'verbose_name_plural': '常用条件',
                    'ordering': ('person', 'listing', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('person', 'listing', 'name'), name='saved_view_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('query', ''), _negated=True)), name='saved_view_named')],
                },
            ),
            migrations.CreateModel(
                name='LastVisit',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                    ('seen_at', models.DateTimeField(verbose_name='上次看概览')),
                    ('news_since', models.DateTimeField(null=True, verbose_name='从何时起是新的')),
                ],
                options={
                    'verbose_name': '上次来访',
                    'verbose_name_plural': '上次来访',
                },
            ),
            migrations.CreateModel(
                name='AuditHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(default=0)),
                    ('digest', models.CharField(default='', max_length=64)),
                ],
                options={
                    'verbose_name': '审计记录的末尾',
                    'verbose_name_plural': '审计记录的末尾',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='AuditRecord',
                fields=[
                    ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='序号')),
                    ('at', models.DateTimeField(verbose_name='时间')),
                    ('act', models.CharField(max_length=20, verbose_name='做了什么')),
                    ('person', models.PositiveBigIntegerField(null=True, verbose_name='用户编号')),
                    ('by_name', models.CharField(max_length=200, verbose_name='谁')),
                    ('command', models.CharField(blank=True, default='', max_length=60, verbose_name='命令')),
                    ('address', models.CharField(blank=True, default='', max_length=45, verbose_name='来自')),
                    ('request_id', models.CharField(max_length=64, null=True, verbose_name='请求编号')),
                    ('kind', models.CharField(blank=True, default='', max_length=40, verbose_name='对象种类')),
                    ('object_id', models.BigIntegerField(null=True, verbose_name='对象编号')),
                    ('name', models.CharField(blank=True, default='', max_length=200, verbose_name='对象')),
                    ('detail', models.CharField(blank=True, default='', max_length=500, verbose_name='说明')),
                    ('former', models.CharField(max_length=64, verbose_name='上一条的校验值')),
                    ('digest', models.CharField(max_length=64, verbose_name='校验值')),
                ],
                options={
                    'verbose_name': '审计记录',
                    'verbose_name_plural': '审计记录',
                    'ordering': ('-number',),
                    'default_permissions': ('view',),
                    'indexes': [models.Index(fields=['at'], name='audit_by_time'), models.Index(fields=['act', 'number'], name='audit_by_act')],
                },
            ),
        ]),
    ]
