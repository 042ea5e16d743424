# What Plait uses of django-allauth, which carries no types.
