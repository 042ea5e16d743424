from django import forms
from django.contrib.auth.base_user import AbstractBaseUser

class EmailAwarePasswordResetTokenGenerator:
    def make_token(self, user: AbstractBaseUser) -> str: ...

default_token_generator: EmailAwarePasswordResetTokenGenerator

class LoginForm(forms.Form): ...
