from typing import ClassVar

from django.db import models
from django.db.models.fields.related_descriptors import RelatedManager

class EmailAddressManager(models.Manager[EmailAddress]): ...

class EmailAddress(models.Model):
    email: models.EmailField[str, str]
    verified: models.BooleanField[bool, bool]
    primary: models.BooleanField[bool, bool]
    objects: ClassVar[EmailAddressManager]
    emailconfirmation_set: RelatedManager[EmailConfirmation]

class EmailConfirmationManager(models.Manager[EmailConfirmation]): ...

class EmailConfirmation(models.Model):
    email_address: models.ForeignKey[EmailAddress, EmailAddress]
    objects: ClassVar[EmailConfirmationManager]
    _default_manager: ClassVar[EmailConfirmationManager]
