"""The smallest site of Django's, with a user for each of its hashers: `manage.py` in one file.

`django_site.py FOLDER make PASSWORD` makes them, `django_site.py FOLDER dumpdata auth` writes them out.
"""

import sys

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line

HASHERS = ["PBKDF2PasswordHasher", "Argon2PasswordHasher", "ScryptPasswordHasher", "BCryptPasswordHasher", "BCryptSHA256PasswordHasher"]

folder, command, *rest = sys.argv[1:]
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/site.db"}},
    PASSWORD_HASHERS=[f"django.contrib.auth.hashers.{name}" for name in HASHERS],
    SECRET_KEY="of a test",
)
django.setup()

if command == "make":
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Group, User

    call_command("migrate", verbosity=0)
    for hasher in ["pbkdf2_sha256", "argon2", "scrypt", "bcrypt", "bcrypt_sha256"]:
        User.objects.create(username=hasher, first_name="Ann", last_name="Lee", password=make_password(rest[0], hasher=hasher))
    boss = User.objects.create_superuser("Boss", "boss@example.com", None)
    boss.groups.add(Group.objects.create(name="Editors"))
    User.objects.create(username="gone", is_active=False, password="!")
else:
    execute_from_command_line(["manage.py", command, *rest])
