from django.db import models

class EmailAddress(models.Model):
    email: models.EmailField[str, str]
    verified: models.BooleanField[bool, bool]
    primary: models.BooleanField[bool, bool]

class EmailConfirmation(models.Model): ...
